-- What money is looked at? Grain: one row per purchase of a member. A step for others. Reads: members, events.
select e.amount, e.amount_reporting, e.currency, e.day from events e join members m on m.id = e.account_id
