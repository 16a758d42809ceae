-- When did the customer buy again? Grain: one row per purchase of the deal's account that does not come from the deal.
-- Reads: deals (unit, opportunity_id). Traps: what was bought before the deal does not count; the deal's own orders do not either.
select d.unit, b.purchased_at as moment, b.id as thing
from deals d
join mart.opportunity o on o.id = d.opportunity_id
join mart.account a on a.ref = o.account_ref
join mart.purchase b on b.account_id = a.id
left join mart."order" r on r.id = case when b.entity = 'order' then b.id end
where b.purchased_at > o.closed_at and o.status = 'won'
  and (b.entity = 'order' and r.opportunity_id is distinct from d.opportunity_id or b.entity = 'opportunity' and b.id <> d.opportunity_id)
