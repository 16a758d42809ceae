-- What money is looked at? Grain: one row per purchase of a member. A step for others. Reads: members, purchases.
select p.amount, p.amount_reporting, p.currency, p.day from purchases p join members m on m.id = p.account_id
