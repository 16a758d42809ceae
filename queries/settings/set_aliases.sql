-- Question: none; says which names count as which. Grain: adds one row per name.
-- Parameters: $kinds, $texts, $canonicals, lists of the same length.
insert into meta.alias (kind, text, canonical) select unnest($kinds::varchar[]), unnest($texts::varchar[]), unnest($canonicals::varchar[])
