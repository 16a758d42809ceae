import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '../../src/engine/database/database.ts'
import { workspaceFolder } from '../../src/engine/workspace/workspace-folder.ts'
import { martsVersion } from '../../src/engine/ingest/marts-version.ts'
import type { SampleCompany } from '../company/sample-company.ts'

/** Every text that leads and deals are broken down by becomes a small code; `word.<name>` says which text a code stands for. */
const words: Readonly<Record<string, string>> = {
  source: 'select source_name from mart.channel',
  medium: 'select medium from mart.channel',
  channel: 'select name from mart.channel',
  campaign: 'select name from mart.campaign',
  owner: 'select name from mart.person',
  manager: 'select manager from mart.person',
  team: 'select team from mart.person',
  region: 'select region from mart.lead',
  industry: 'select industry from mart.lead',
  status: 'select status from mart.lead',
  interest: 'select product_interest from mart.lead',
  competitor: 'select competitor from mart.opportunity',
  stage: 'select name from mart.stage',
  account: 'select name from mart.account',
  account_industry: 'select industry from mart.account',
  account_region: 'select region from mart.account',
  line: 'select line from mart.product',
  priority: 'select priority from mart.ticket',
}
const manyWords = new Set(['account'])
const code = (name: string, text: string): string => `(select w.code from word.${name} w where w.name = ${text}) as ${name}`
const seconds = (later: string): string => `(epoch(${later}) - epoch(l.created_at))::integer`

const statements = [
  'create schema word',
  ...Object.entries(words).map(
    ([name, sql]) => `create table word.${name} as
  select (row_number() over (order by name) - 1)::${manyWords.has(name) ? 'uinteger' : 'usmallint'} as code, name from (select distinct name from (${sql}) t(name) where name is not null)`,
  ),
  `create table lead as
  select l.created_day, l.created_month::smallint as created_month, l.is_valid,
    ${code('source', 'c.source_name')}, ${code('medium', 'c.medium')}, ${code('channel', 'c.name')}, ${code('campaign', 'g.name')},
    ${code('owner', 'p.name')}, ${code('manager', 'p.manager')}, ${code('team', 'p.team')}, ${code('region', 'l.region')},
    ${code('industry', 'l.industry')}, ${code('status', 'l.status')}, ${code('interest', 'l.product_interest')},
    ${seconds('l.mql_at')} as mql_seconds, ${seconds('l.sql_at')} as sql_seconds,
    ${seconds('o.created_at')} as opportunity_seconds, ${seconds('l.won_at')} as won_seconds,
    l.opportunity_day - l.created_day as opportunity_days, l.won_day - l.created_day as won_days, l.response_seconds::integer as response_seconds
  from mart.lead l
  left join mart.channel c on c.ref = l.channel_ref
  left join mart.campaign g on g.ref = l.campaign_ref
  left join mart.person p on p.ref = l.owner_ref
  left join mart.opportunity o on o.id = l.opportunity_id
  order by l.created_day`,
  `create table opportunity as
  select o.created_month::smallint as created_month, o.closed_day, o.closed_month::smallint as closed_month,
    (case o.status when 'open' then 0 when 'won' then 1 else 2 end)::utinyint as outcome, o.amount_reporting as amount,
    ${code('source', 'c.source_name')}, ${code('competitor', 'o.competitor')}, ${code('account', 'a.name')}, ${code('account_industry', 'a.industry')},
    ${code('owner', 'p.name')}
  from mart.opportunity o
  left join mart.channel c on c.ref = o.channel_ref
  left join mart.account a on a.ref = o.account_ref
  left join mart.closing_owner n on n.opportunity_id = o.id
  left join mart.person p on p.ref = coalesce(n.owner_ref, o.owner_ref)
  order by o.created_day`,
  `create table opportunity_state as
  select s.from_day, s.to_day, mart.month_number(date '1970-01-01' + s.from_day)::smallint as from_month,
    mart.month_number(date '1970-01-01' + s.to_day)::smallint as to_month, s.amount_reporting as amount, ${code('source', 'c.source_name')}, ${code('stage', 't.name')},
    s.amount_reporting::double * coalesce(s.probability, t.probability) as weighted, (t.position + case t.kind when 'won' then 100000 when 'lost' then 200000 else 0 end) as place
  from mart.opportunity_state s left join mart.stage t on t.ref = s.stage_ref left join mart.channel c on c.ref = s.channel_ref
  order by s.from_day`,
  `create table order_line as
  select d.ordered_month::smallint as ordered_month, d.ordered_day, d.id as order_id, ${code('line', 'p.line')},
    case when l.id is null then d.amount_reporting else l.amount_reporting end as amount
  from mart."order" d left join mart.order_line l on l.order_id = d.id left join mart.product p on p.ref = l.product_ref
  where d.is_confirmed
  order by d.ordered_day`,
  `create table receivable as
  select r.from_day, r.to_day, r.due_day, r.balance_reporting as balance, ${code('owner', 'p.name')}
  from mart.receivable r left join mart.person p on p.ref = r.owner_ref
  where r.is_receivable
  order by r.from_day`,
  `create table target as
  select t.period_day, t.amount_reporting as amount, ${code('owner', 'p.name')},
    (case when t.owner_ref is not null then 1 when t.team_ref is not null then 2 else 3 end)::utinyint as level
  from mart.target t left join mart.person p on p.ref = t.owner_ref
  where lower(t.metric) = 'won_value'
  order by t.period_day`,
  `create table ticket as
  select t.opened_month::smallint as opened_month, ${code('priority', 't.priority')},
    case when t.first_reply_at >= t.opened_at then (epoch(t.first_reply_at) - epoch(t.opened_at))::integer end as reply_seconds
  from mart.ticket t
  order by t.opened_day`,
  `create table activity as select happened_month::smallint as happened_month from mart.activity where not is_automatic order by happened_day`,
  `create table purchase as
  select (dense_rank() over (order by f.account_id))::integer as account, ${code('account_industry', 'a.industry')}, ${code('account_region', 'a.region')}
  from mart.purchase f left join mart.account a on a.ref = f.account_ref
  order by f.purchased_day`,
  `create table stage_visit as
  select v.entered_month::smallint as entered_month, v.left_month::smallint as left_month, v.stay_seconds::integer as stay_seconds,
    v.amount_reporting as amount, s.kind = 'open' as is_open, v.outcome = 'advanced' as is_advanced,
    ${code('stage', 's.name')}, ${code('owner', 'p.name')}
  from mart.stage_visit v left join mart.stage s on s.ref = v.stage_ref left join mart.person p on p.ref = v.owner_ref
  order by v.entered_day`,
  `create table payment as
  select (dense_rank() over (order by a.id))::integer as account, p.received_day, p.received_month::smallint as received_month,
    (min(p.received_month) over (partition by a.id))::smallint as first_month, a.first_won_month::smallint as won_month,
    p.amount_reporting as amount, ${code('customer', 'a.name').replaceAll('word.customer', 'word.account')}
  from mart.payment p join mart.account a on a.ref = p.account_ref
  where p.is_valid
  order by p.received_day`,
]

/**
 * The tables of the limit, in a file of their own beside the workspace: what reference questions read and nothing else, with the
 * parents' texts as codes on every row, days and months as numbers and durations as whole seconds.
 */
export async function keyedTables({ folder, workspace }: SampleCompany): Promise<string> {
  const version = createHash('sha256').update(statements.join()).update(martsVersion()).digest('hex').slice(0, 8)
  const file = join(folder, `keyed-${version}.duckdb`)
  if (existsSync(file)) return file
  for (const name of await readdir(folder)) if (/^keyed-\w+\.duckdb/.test(name)) await rm(join(folder, name))
  const draft = `${file}.${process.pid}`
  const database = await openDatabase({ file: draft, allowedFolder: null })
  try {
    const product = workspaceFolder(workspace).databaseFile.replaceAll("'", "''")
    await database.transaction(async (transaction) => {
      await transaction.run(`attach '${product}' as product (read_only)`)
      for (const sql of statements) await transaction.run(sql.replaceAll('mart.', 'product.mart.'))
    })
    await database.run('checkpoint')
    await database.close()
    await rename(draft, file)
  } finally {
    await database.close()
    await rm(draft, { force: true })
  }
  return file
}
