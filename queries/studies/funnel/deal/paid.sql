-- When was paid? Grain: one row per payment for the deal. Reads: deals (unit, opportunity_id).
-- Traps: refunds and void payments are no payments.
select d.unit, p.received_at as moment, p.id as thing
from deals d join mart.payment p on p.opportunity_id = d.opportunity_id
where p.received_at is not null and p.is_valid and p.amount > 0
