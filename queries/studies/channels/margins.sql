-- What did each deal leave over? Grain: one row per deal with a confirmed order. A step for others. Reads: mart."order". Parameters: $as_of.
-- Traps: with one order whose cost nobody knows the margin is unknown, since a part would look like all of it.
select opportunity_id, case when bool_and(margin_reporting is not null) then sum(margin_reporting) end as margin, sum(costed_reporting) as costed
from mart."order"
where is_confirmed and opportunity_id is not null and ordered_day <= $as_of::integer
group by opportunity_id
