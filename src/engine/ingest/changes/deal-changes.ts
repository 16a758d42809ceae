import { dealMoves } from '../../../contract/load-changes.ts'
import type { CurrencySum, DealChanges, DealMove, StageMove } from '../../../contract/load-changes.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { quoteLiteral } from '../../database/identifier.ts'
import { kindOf } from './changed-versions.ts'
import type { TouchedEntity } from './changed-versions.ts'

const stageText = (deal: 'a' | 'b'): string => `coalesce(${deal}.pipeline, '') || '/' || ${deal}.stage`

const tests: Readonly<Record<DealMove, string>> = {
  moved: 'stage_b is distinct from stage_a',
  advanced: `direction = 'advanced'`,
  regressed: `direction = 'regressed'`,
  won: `status_a = 'won' and status_b <> 'won'`,
  lost: `status_a = 'lost' and status_b <> 'lost'`,
  reopened: `status_a = 'open' and status_b <> 'open'`,
  slipped: `status_a = 'open' and expected_a > expected_b`,
  'pulled-in': `status_a = 'open' and expected_a < expected_b`,
  'amount-up': 'amount_change > 0',
  'amount-down': 'amount_change < 0',
  owner: 'owner_a is distinct from owner_b',
}

/** SQL: a list of the moves of one row of `changed_deal`. */
export const movesOf = `list_filter([${dealMoves.map((move) => `case when ${tests[move]} then ${quoteLiteral(move)} end`).join(', ')}], lambda move: move is not null)`
export const moveTest = (move: DealMove): string => `coalesce(${tests[move]}, false)`

/**
 * Fills `changed_deal` for this transaction: the changed deals of a load, one row each (source_id), with what stood before (`_b`) and after it (`_a`). A stage is what its
 * text stands for now, so another spelling is no move; the stage says whether a deal is open where the deal itself doesn't.
 */
export async function gatherDeals(database: Database, load: number, deals: TouchedEntity, options: RunOptions): Promise<void> {
  await database.run(
    `create or replace temp table changed_deal as with stage_named as (
      select r.raw, s.id, s.name, s.pipeline, s.position, coalesce(s.kind, 'open') as kind
      from meta.reference r join model.stage s on s.id = r.id where r.entity = 'stage'
    ),
    person_named as (select raw, id::varchar as id from meta.reference where entity = 'person'),
    reporting as (select max(value) as currency from meta.setting where key = 'reporting_currency'),
    pair as (
      select a.source_id, ${stageText('a')} as stage_text_a, ${stageText('b')} as stage_text_b, a.stage as stage_name_a, b.stage as stage_name_b,
        a.status as said_a, b.status as said_b, a.owner as owner_text_a, b.owner as owner_text_b,
        a.expected_close_on as expected_a, b.expected_close_on as expected_b,
        a.amount as amount_a, b.amount as amount_b, a.currency as currency_a, b.currency as currency_b
      ${deals.pairs} and ${kindOf(deals)} = 'changed'
    ),
    known as (
      select p.*, coalesce(p.currency_a, r.currency) as currency,
        coalesce(sa.id::varchar, p.stage_text_a) as stage_a, coalesce(sb.id::varchar, p.stage_text_b) as stage_b,
        coalesce(sa.name, p.stage_name_a) as name_a, coalesce(sb.name, p.stage_name_b) as name_b, sa.pipeline as pipeline_a, sb.pipeline as pipeline_b,
        sa.position as position_a, sb.position as position_b,
        coalesce(p.said_a, sa.kind, 'open') as status_a, coalesce(p.said_b, sb.kind, 'open') as status_b,
        coalesce(oa.id, p.owner_text_a) as owner_a, coalesce(ob.id, p.owner_text_b) as owner_b,
        case when coalesce(p.currency_a, r.currency) is not distinct from coalesce(p.currency_b, r.currency)
          then coalesce(p.amount_a, 0) - coalesce(p.amount_b, 0) end as amount_change
      from pair p cross join reporting r
      left join stage_named sa on sa.raw = p.stage_text_a left join stage_named sb on sb.raw = p.stage_text_b
      left join person_named oa on oa.raw = p.owner_text_a left join person_named ob on ob.raw = p.owner_text_b
    ),
    deal as (
      select *, case when stage_a is not distinct from stage_b then null
        when status_a = 'won' and status_b <> 'won' then 'won'
        when status_a = 'lost' and status_b <> 'lost' then 'lost'
        when status_a = 'open' and status_b <> 'open' then 'reopened'
        when status_a <> 'open' or pipeline_a is distinct from pipeline_b then 'moved'
        when position_a > position_b then 'advanced' when position_a < position_b then 'regressed' else 'moved' end as direction
      from known
    )
    select * from deal`,
    { load },
    options,
  )
}

/** null where the load changed no deal that was known before. */
export async function dealChanges(database: Database, options: RunOptions): Promise<DealChanges | null> {
  const counts = dealMoves.map((move) => `count(*) filter (${moveTest(move)}) as ${quoteMove(move)}`)
  const [row] = await database.rows<Record<string, number>>(
    `select count(*) as deals, count(*) filter (not (${told.map(moveTest).join(' or ')})) as otherwise, ${counts.join(', ')} from changed_deal`,
    {},
    options,
  )
  if (row === undefined || row['deals'] === 0) return null
  const moves = Object.fromEntries(dealMoves.map((move) => [move, row[move] ?? 0])) as Record<DealMove, number>
  const stages = await database.rows<StageMove>(
    `select any_value(pipeline_a) as pipeline, any_value(name_b) as "from", any_value(name_a) as "to", direction, count(*) as deals
     from changed_deal where stage_a is distinct from stage_b group by stage_b, stage_a, direction order by deals desc, "from", "to"`,
    {},
    options,
  )
  return { moves, otherwise: row['otherwise'] ?? 0, stages, ...(await sums(database, options)) }
}

/** What a sentence names; a deal that only costs more or belongs to another person has changed otherwise. */
const told: readonly DealMove[] = ['moved', 'won', 'lost', 'reopened', 'slipped', 'pulled-in']

const quoteMove = (move: DealMove): string => `"${move}"`

type Sums = Pick<DealChanges, 'won' | 'lost' | 'amountUp' | 'amountDown'>

async function sums(database: Database, options: RunOptions): Promise<Sums> {
  const sum = (value: string, move: DealMove): string =>
    `rtrim(rtrim((sum(${value}) filter (${moveTest(move)}))::decimal(38, 4)::varchar, '0'), '.')`
  const rows = await database.rows<{ currency: string | null } & Record<keyof Sums, string | null>>(
    `select currency, ${sum('amount_a', 'won')} as won, ${sum('amount_a', 'lost')} as lost,
       ${sum('amount_change', 'amount-up')} as "amountUp", ${sum('amount_change', 'amount-down')} as "amountDown"
     from changed_deal group by currency order by count(*) desc, currency`,
    {},
    options,
  )
  const of = (key: keyof Sums): CurrencySum[] =>
    rows.flatMap((row) => (row[key] === null ? [] : [{ currency: row.currency, amount: row[key] }]))
  return { won: of('won'), lost: of('lost'), amountUp: of('amountUp'), amountDown: of('amountDown') }
}
