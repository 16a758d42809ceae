import { targets } from '../../../contract/targets.ts'
import { Answers } from '../../../contract/imports.ts'
import type { KeyReading, Question } from '../../../contract/imports.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import { entityLabel } from '../changes/column-look.ts'
import { displayName } from '../recognise/propose-import.ts'
import { doubtfulColumns } from './key-counts.ts'
import { keyFormQuestion, keyFormReading, rewrittenReading } from './key-questions.ts'
import type { FormsPlace, FoundForms } from './key-questions.ts'
import type { ReadTable } from './load-table.ts'
import { isOwnRow } from './own-rows.ts'
import { valueName } from './row-key.ts'
import type { StagedTable } from './stage-table.ts'
import type { ColumnPlan } from './table-plan.ts'

/** What is to tell about the ids of a table. */
export interface KeyForms {
  readonly readings: readonly KeyReading[]
  readonly questions: readonly Question[]
  /** Does a question about its own ids wait for an answer? Nothing of its kind vanishes until then. */
  readonly isWaiting: boolean
}

/**
 * Between reading the tables of a load and filling the model: ids that nothing has as they are written, but that differ from a
 * known one by their form only (leading zeros, `.0`, thousands signs, a mark in front, case, blanks), become that one, unless a
 * person said or the names tell that they are others. Ids in other columns go along with the things they name.
 */
export async function settleKeyForms(
  database: Database,
  tables: ReadonlyMap<number, ReadTable>,
  { load: id, answers, options }: { readonly load: number; readonly answers: Answers; readonly options: RunOptions },
): Promise<ReadonlyMap<number, KeyForms>> {
  const load = new LoadedKeys(database, [...tables.values()], id, answers, options)
  const own = new Map<number, Settled>()
  for (const [index, table] of tables) own.set(index, await load.settleOwn(table))
  const forms = new Map<number, KeyForms>()
  for (const [index, table] of tables) {
    const settled = own.get(index) ?? nothing
    const named = await load.settleNamed(table)
    const rewritten = table.staged.keys.rewritten.map(({ index: place, rows, said, read }) =>
      rewrittenReading(table.draft.columns.find(({ evidence }) => evidence.index === place)?.evidence.header ?? '', rows, said, read),
    )
    forms.set(index, {
      readings: [...rewritten, ...settled.readings, ...named.readings],
      questions: [...settled.questions, ...named.questions],
      isWaiting: settled.questions.length > 0,
    })
  }
  return forms
}

interface Settled {
  readonly readings: readonly KeyReading[]
  readonly questions: readonly Question[]
}

const nothing: Settled = { readings: [], questions: [] }

interface Look extends FoundForms {
  /** Pairs that can be told the same or not by another value, and those that are. */
  readonly comparable: number
  readonly agreeing: number
}

class LoadedKeys {
  private readonly database: Database
  private readonly tables: readonly ReadTable[]
  private readonly load: number
  private readonly answers: Answers
  private readonly options: RunOptions
  /** Entities whose ids were taken for known ones in another form. */
  private readonly changed = new Set<string>()

  constructor(database: Database, tables: readonly ReadTable[], load: number, answers: Answers, options: RunOptions) {
    this.database = database
    this.tables = tables
    this.load = load
    this.answers = answers
    this.options = options
  }

  async settleOwn({ draft, staged, history }: ReadTable): Promise<Settled> {
    if (history !== null || staged.keys.unknown === 0) return nothing
    const pairs = ownPairs(staged, this.named(staged.plan.entity))
    const found = await this.look(pairs)
    const share = found.pairs / Math.max(1, found.unknown)
    const areAlike = found.comparable > 0 ? found.agreeing >= found.comparable / 2 : null
    if (found.pairs === 0 || (areAlike !== true && share < 0.5)) return nothing
    const place = { file: displayName(draft), header: null, label: entityLabel(staged.plan.entity) }
    const { areSame, ...settled } = await this.decide(place, found, areAlike ?? true)
    if (areSame) {
      await this.rewrite(staged, pairs, ['source_id', 'v_source_id'])
      this.changed.add(staged.plan.entity)
    }
    return settled
  }

  async settleNamed({ draft, staged, history }: ReadTable): Promise<Settled> {
    if (history !== null) return nothing
    const readings: KeyReading[] = []
    const questions: Question[] = []
    for (const { column, entity } of doubtfulColumns(staged.plan, this.changed)) {
      if (!staged.keys.entities.has(entity) && this.named(entity).length === 0) continue
      const pairs = namedPairs(staged, column, entity, this.named(entity))
      const found = await this.look(pairs)
      if (found.pairs === 0 || found.pairs < found.unknown / 2) continue
      const place = { file: displayName(draft), header: column.header, label: entityLabel(entity) }
      const { areSame, ...settled } = await this.decide(place, found, true)
      // The answer about the things themselves is one about those who name them.
      if (!this.changed.has(entity)) questions.push(...settled.questions)
      readings.push(...settled.readings)
      if (areSame) await this.rewriteNamed(staged, pairs, column)
    }
    return { readings, questions }
  }

  /** The tables of this load that describe an entity by ids. */
  private named(entity: string): readonly StagedTable[] {
    return this.tables
      .map(({ staged, history }) => history?.records ?? staged)
      .filter(({ plan }) => plan.entity === entity && entity !== 'field_change')
      .filter(({ plan }) => plan.columns.some(({ column, isCustom }) => column === 'source_id' && !isCustom))
  }

  private async decide(place: FormsPlace, found: Look, likely: boolean): Promise<Settled & { readonly areSame: boolean }> {
    const question = keyFormQuestion(place, found, likely)
    const answer = this.answers[question.id] ?? (await this.earlierAnswer(question.id))
    const isAnswered = answer === 'same' || answer === 'different'
    const areSame = isAnswered ? answer === 'same' : likely
    return { areSame, questions: isAnswered ? [] : [question], readings: areSame ? [keyFormReading(place, found)] : [] }
  }

  /** What was said about the last file of this name that had ids in another form. */
  private async earlierAnswer(question: string): Promise<string | null> {
    const rows = await this.database.rows<{ answers: string }>(
      `select answers from meta.load where id < $load and not undone and contains(answers, 'key-form') order by id desc`,
      { load: this.load },
      this.options,
    )
    return rows.map(({ answers }) => Answers.parse(JSON.parse(answers))[question]).find((answer) => answer !== undefined) ?? null
  }

  private async look(pairs: Pairs): Promise<Look> {
    const [row] = await this.database.rows<Look>(
      `with ${pairs.sql}
       select (select count(*) from said) as unknown, count(*) as pairs, count(*) filter (said_mark is not null and known_mark is not null) as comparable,
         count(*) filter (said_mark = known_mark) as agreeing, coalesce(mode(meta.key_change(said, known)), '') as change,
         coalesce(list({'said': said, 'known': known} order by known, said)[:3], []) as examples from pairs`,
      {},
      this.options,
    )
    return row ?? { unknown: 0, pairs: 0, comparable: 0, agreeing: 0, change: '', examples: [] }
  }

  private async rewrite({ name }: StagedTable, pairs: Pairs, columns: readonly string[]): Promise<void> {
    const sets = columns.map((column) => `${column} = p.known`).join(', ')
    await this.database.run(
      `create or replace temp table key_form as with ${pairs.sql} select said, known from pairs;
       update ${name} s set ${sets} from key_form p where s.${columns[0] ?? ''} = p.said`,
      {},
      this.options,
    )
  }

  /** A row whose own key is made of what it names gets the key it had. */
  private async rewriteNamed(staged: StagedTable, pairs: Pairs, { column }: ColumnPlan): Promise<void> {
    await this.rewrite(staged, pairs, [valueName(column)])
    const { expression } = staged.key
    if (expression === 'v_source_id' || expression === 'v_name') return
    await this.database.run(
      `update ${staged.name} s set source_id = ${expression} where s.${valueName(column)} in (select known from key_form)`,
      {},
      this.options,
    )
  }
}

/** `said` (said, core, said_mark) and `pairs` (said, known, said_mark, known_mark) as parts of a WITH clause. */
interface Pairs {
  readonly sql: string
}

const marks = ['name', 'created_at', 'email', 'signed_at', 'ordered_at', 'received_at', 'issued_on', 'opened_at', 'amount']

/** Ids of a table's own rows that nothing has, beside the one known id of the same core that no file of this load names. */
function ownPairs({ name, plan }: StagedTable, tables: readonly StagedTable[]): Pairs {
  const mark = marks.map((wanted) => plan.columns.find(({ column, isCustom }) => column === wanted && !isCustom)).find(Boolean)
  const table = `model.${quoteIdentifier(plan.entity)}`
  const text = (value: string): string => (mark?.column === 'name' ? `meta.match_key(${value})` : value)
  const saidMark = mark === undefined ? 'null' : `any_value(${text(`s.${valueName(mark.column)}`)})`
  const knownMark = mark === undefined ? 'null' : text(`m.${quoteIdentifier(mark.column)}`)
  const named = tables.map((other) => `select source_id from ${other.name} where source_id is not null`).join(' union all ')
  return {
    sql: `said as (select s.source_id as said, meta.key_core(s.source_id) as core, ${saidMark} as said_mark from ${name} s
        where s.bad_reason is null and s.source_id is not null and s.source_id not in (select source_id from ${table}) group by s.source_id),
      known as (select m.source_id as known, meta.key_core(m.source_id) as core, ${knownMark} as known_mark from ${table} m
        where ${isOwnRow('m')} and ${isCode(plan.entity)} and m.source_id not in (${named})),
      pairs as (select said, known, said_mark, known_mark from said join known using (core) qualify count(*) over (partition by core) = 1)`,
  }
}

/** Texts of a column that name nothing, beside the one id of their core that the workspace or this load knows. */
function namedPairs({ name }: StagedTable, { column }: ColumnPlan, entity: string, tables: readonly StagedTable[]): Pairs {
  const table = `model.${quoteIdentifier(entity)}`
  const hasName = knownColumns(entity)?.['name'] !== undefined
  const own = tables
    .map((other) => `union select source_id from ${other.name} where bad_reason is null and source_id is not null`)
    .join(' ')
  const names = tables
    .filter(({ plan }) => plan.columns.some(({ column: one, isCustom }) => one === 'name' && !isCustom))
    .map((other) => `union select v_name from ${other.name} where v_name is not null`)
  const known = `select source_id from ${table} ${own}`
  const answering = hasName ? `${known} union select name from ${table} where name is not null ${names.join(' ')}` : known
  const value = `s.${valueName(column)}`
  return {
    sql: `said as (select ${value} as said, meta.key_core(${value}) as core, null as said_mark from ${name} s
        where s.bad_reason is null and ${value} is not null and ${value} not in (${answering}) group by 1),
      known as (select source_id as known, meta.key_core(source_id) as core, null as known_mark
        from (select m.source_id from ${table} m where ${isOwnRow('m')} and ${isCode(entity)} or m.is_stub and ${isNumber} ${own})),
      pairs as (select said, known, said_mark, known_mark from said join known using (core) qualify count(*) over (partition by said) = 1)`,
  }
}

const isNumber = String.raw`regexp_full_match(meta.key_core(m.source_id), '\d+')`

/** A thing that is told by its name has no code, unless it is called a number. */
function isCode(entity: string): string {
  return knownColumns(entity)?.['name'] === undefined ? 'true' : `(m.name is distinct from m.source_id or ${isNumber})`
}

function knownColumns(entity: string): Readonly<Record<string, unknown>> | undefined {
  return (targets as Readonly<Record<string, { readonly columns: Readonly<Record<string, unknown>> } | undefined>>)[entity]?.columns
}
