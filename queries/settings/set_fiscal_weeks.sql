-- Question: none; says which fiscal month each week belongs to. Grain: adds one row per week. Parameters: $weeks, $months, lists of the same length.
insert into meta.fiscal_week (week, month) select unnest($weeks::integer[]), unnest($months::integer[])
