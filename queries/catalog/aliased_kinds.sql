-- Question: which kinds of names have names that count as others? Grain: one row per kind.
select distinct kind from meta.alias
