-- Question: a long list of deals as a workbook's writer meets it.
-- Grain: one row per deal, ten columns of every type that cells have, and the level of a finest row.
-- Parameters: rows.
select
  'OPP-' || range as deal,
  'Customer ' || (range % 20000) || ' & sons' as account,
  'Owner ' || (range % 300) as owner,
  ['Proposal', 'Negotiation', 'Won', 'Lost'][1 + range % 4] as stage,
  date '2020-01-01' + (range % 2000)::integer as closed_on,
  timestamp '2020-01-01' + interval (range) second as changed_at,
  ((range * 7919) % 50000000 / 100)::decimal(18, 2) as amount,
  (range % 400) / 1000 as discount,
  (range % 100)::integer as deals,
  (range % 3000) / 7 as cycle,
  6::integer as "$level"
from range($rows::bigint)
