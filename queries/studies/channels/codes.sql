-- Which names are there? Grain: one row per name, in the order of its code. Reads: names.
with listed as (select distinct code, name from names)
select name from listed order by code
