-- How values stand in model.field_change: plain decimals without needless noughts, ISO days and moments, true and false.
-- Parameters: typed values. All return null for null. Traps: a moment keeps parts of a second only where it has some.
create or replace macro meta.plain_decimal(n) as regexp_replace(regexp_replace(n::varchar, '(\.\d*?)0+$', '\1'), '\.$', '');
