import type { ReportColumn } from '../../contract/report-result.ts'
import { dimensions } from '../catalog/dimensions.ts'
import type { DetailColumn, FactId, Reads } from '../catalog/definition.ts'
import { valueWords } from '../catalog/value-words.ts'
import { nodes } from '../catalog/nodes.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import type { Joins } from './joins.ts'
import { cellsSql } from './cells-sql.ts'
import { havingSteps } from './having-sql.ts'
import { fill, type Parameters } from './parameters.ts'
import type { PlannedScan, ReportPlan } from './plan.ts'
import { populationSql } from './scan-sql.ts'
import { castTo } from './value-sql.ts'
import { dialect } from '../dialect/in-use.ts'

/** The column that says whether a row counts in a ratio's numerator. */
export const countsColumn = '$counts'

/** A part whose rows a number counts, and the scan that looks at them. */
export interface Population {
  readonly alias: string
  readonly scan: PlannedScan
}

/**
 * The rows a number counts, with the main columns of their entity, where they came from, and for ratios whether they
 * count in the numerator; those of several facts one after the other, with the columns of the first. `condition` picks the cell.
 */
export function contributingRows(
  populations: readonly Population[],
  plan: ReportPlan,
  condition: (parameters: Parameters) => string,
  parameters: Parameters,
): { page: string; files: string; columns: ReportColumn[] } {
  const detail = populations[0] === undefined ? [] : nodes[populations[0].scan.fact].detail
  const described = detail.map(describe)
  const hasNumerator = populations.some((population) => numeratorOf(population) !== undefined)
  const rows = populations.map((population, place) => countedRows(population, detail, plan, condition, parameters, place))
  const select = [
    ...described.map((column, index) => `${castTo(column.type, `q.x${index}`)} as ${quoteIdentifier(column.id)}`),
    ...(hasNumerator ? [`q.counts as "${countsColumn}"`] : []),
    'm.hash as "$hash"',
    'm.name as "$file"',
    'm.sheet as "$sheet"',
    `${dialect.cast('q.row_number', 'whole')} as "$row"`,
  ]
  const steps = havingSteps(plan, parameters, (own) => cellsSql(own, parameters).sql)
  const core = `(${rows.join('\nunion all\n')}) q left join meta.file m on m.id = q.file_id`
  return {
    page: `${steps}select ${select.join(', ')}\nfrom ${core}\norder by q.place, q.file_id, q.row_number`,
    files: `${steps}select coalesce(m.name, '') as file, coalesce(m.hash, '') as hash, coalesce(m.load_id, 0) as load, count(*) as rows\nfrom ${core}\ngroup by coalesce(m.name, ''), coalesce(m.hash, ''), coalesce(m.load_id, 0)\norder by load, file`,
    columns: [...described, ...(hasNumerator ? [counts] : []), ...provenance],
  }
}

function numeratorOf({ alias, scan }: Population): string | undefined {
  return scan.parts.find((part) => part.alias !== alias)?.alias
}

function countedRows(
  population: Population,
  detail: readonly DetailColumn[],
  plan: ReportPlan,
  condition: (parameters: Parameters) => string,
  parameters: Parameters,
  place: number,
): string {
  const { alias, scan } = population
  const numerator = numeratorOf(population)
  const thing = thingOf(scan, alias)
  const rows = populationSql(scan, plan, parameters, (joins) => [
    ...detail.map((column, index) => `${detailSql(column, joins, scan.fact)} as x${index}`),
    'f.file_id as file_id',
    'f.row_number as row_number',
    ...(thing === null ? [] : [`${readThing(thing, joins)} as thing`, `${thing.day} as thing_day`]),
  ])
  const counted = `select *, ${numerator ?? 'false'} as counts from (${rows}) q where q.${alias} and ${condition(parameters)}`
  const columns = [...detail.map((_, index) => `x${index}`), 'file_id', 'row_number', 'counts', `${place} as place`]
  return `select ${columns.join(', ')} from (${thing === null ? counted : onePerThing(counted)})`
}

/** Where different things are counted, each of them is shown once. */
function thingOf(scan: PlannedScan, population: string): CountedThing | null {
  const definition = scan.parts.find(({ alias }) => alias === population)?.definition
  const keys = nodes[scan.fact].dates[scan.on]
  if (definition === undefined || keys === undefined || !('count' in definition) || definition.count !== 'distinct') return null
  return { of: definition.of, reads: definition.reads ?? {}, day: `f.${quoteIdentifier(keys.day)}` }
}

interface CountedThing {
  readonly of: string
  readonly reads: Reads
  readonly day: string
}

function readThing({ of, reads }: CountedThing, joins: Joins): string {
  return fill(of, (name) => {
    const read = reads[name]
    if (read === undefined) throw new Error(`nothing is read as ${name}`)
    return joins.value(read)
  })
}

/** The last row of each thing; it counts in the numerator where any of its rows does. */
function onePerThing(rows: string): string {
  const all = dialect.rows.saidAnew([{ name: 'counts', sql: `${dialect.among.isAny('counts')} over (partition by thing)` }])
  return dialect.rows.firstOf(all, `(${rows})`, 'thing', 'thing_day desc, file_id desc, row_number desc')
}

/** SQL of a column of a contributing row. */
export function detailSql(column: DetailColumn, joins: Joins, fact: FactId): string {
  if ('column' in column) return `f.${quoteIdentifier(column.column)}`
  const dimension = dimensions.get(column.field)
  if (dimension === undefined) throw new Error(`${fact} shows ${column.field}, which is no dimension`)
  return joins.value(dimension)
}

/** The column as a reader sees it. */
export function describe(column: DetailColumn): ReportColumn {
  if ('column' in column) return { id: column.column, label: column.label, type: column.type, unit: column.unit ?? 'none', role: 'row' }
  const dimension = dimensions.get(column.field)
  if (dimension === undefined) throw new Error(`${column.field} is no dimension`)
  const { id, label, type } = dimension
  const words = valueWords(dimension)
  return { id, label, type, unit: 'none', role: 'row', field: id, ...(words === undefined ? {} : { words }) }
}

const counts: ReportColumn = {
  id: countsColumn,
  label: { zh: '计入分子', en: 'Counts in the numerator' },
  type: 'boolean',
  unit: 'none',
  role: 'row',
}

/** Where a row came from: the columns every list of rows ends with. */
export const provenance: readonly ReportColumn[] = [
  { id: '$hash', label: { zh: '文件指纹', en: 'File hash' }, type: 'text', unit: 'none', role: 'row' },
  { id: '$file', label: { zh: '文件', en: 'File' }, type: 'text', unit: 'none', role: 'row' },
  { id: '$sheet', label: { zh: '工作表', en: 'Sheet' }, type: 'text', unit: 'none', role: 'row' },
  { id: '$row', label: { zh: '行号', en: 'Row' }, type: 'integer', unit: 'none', role: 'row' },
]
