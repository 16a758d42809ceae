import type { CellRule, Look, Tone, ValueLook } from '../../contract/documents.ts'
import { lookOfColumn, valueOf } from '../../contract/look-of-value.ts'
import type { ReportColumn } from '../../contract/report-result.ts'
import type { CellMarking, CellStyle, CellValue, MarkedCells } from './sheet.ts'
import { columnName, rowNumber } from './xlsx/cell-xml.ts'

/** What marks stand on: the report's value columns with their places in the sheet. */
export interface MarkedTable {
  readonly rows: number
  readonly depth: number
  level(row: number): number
  readonly columns: readonly { readonly column: ReportColumn; readonly place: number; readonly at: (row: number) => CellValue }[]
  readonly look: Look | undefined
  readonly redUpGreenDown: boolean
}

/** Pieces of cells that one conditional format may name. */
const mostPieces = 3000

/**
 * The marks of a report's cells, as they are on screen: cells are held only against cells of their own kind, of the same value at the
 * same level, totals of the column shelf among themselves, and totals are left out unless the look says otherwise.
 */
export function marksOf(table: MarkedTable): MarkedCells[] {
  const { look, depth } = table
  if (look?.values === undefined) return []
  const groups = new Map<string, MarkedTable['columns'][number][]>()
  for (const one of table.columns) {
    const key = `${one.column.isColumnTotal === true ? 'total' : 'own'} ${valueOf(one.column)}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const levels = runsByLevel(table)
  return [...groups.values()].flatMap((columns) => {
    const [first] = columns
    const chosen = first === undefined ? undefined : lookOfColumn(look, first.column)
    if (first === undefined || chosen === undefined) return []
    return [...levels].flatMap(([level, runs]) => {
      const isTotal = level < depth || first.column.isColumnTotal === true
      if ((isTotal && chosen.totals !== true) || runs.length * columns.length > mostPieces) return []
      return marksAt(table, { chosen, columns, runs })
    })
  })
}

type Run = readonly [number, number]

interface Marked {
  readonly chosen: ValueLook
  readonly columns: MarkedTable['columns']
  readonly runs: readonly Run[]
}

function marksAt({ redUpGreenDown }: MarkedTable, marked: Marked): MarkedCells[] {
  const { chosen, columns, runs } = marked
  const all = cellsOf(columns, runs)
  const first = `${columnName(columns[0]?.place ?? 0)}${rowNumber(runs[0]?.[0] ?? 0)}`
  const rules = chosen.rules ?? []
  const counted = rules.some(({ when }) => when === 'top' || when === 'bottom')
  const shared: CellMarking[] = [
    ...(counted ? [] : rules.flatMap((rule) => ruleOf(rule, first, redUpGreenDown))),
    ...(chosen.shades === undefined ? [] : [shadesOf(marked, chosen.shades, redUpGreenDown)]),
  ]
  // Cells of one column only are counted by their order; rules go before shades.
  const own = counted
    ? columns.map((column): MarkedCells => ({
        cells: cellsOf([column], runs),
        rules: rules.flatMap((rule) => ruleOf(rule, `${columnName(column.place)}${rowNumber(runs[0]?.[0] ?? 0)}`, redUpGreenDown)),
      }))
    : []
  // Bars lie under whatever else marks a cell; a rule that is met ends what follows.
  const bars: MarkedCells[] = chosen.bars === true ? [{ cells: all, rules: [barOf(marked, redUpGreenDown)] }] : []
  return [...bars, ...own, ...(shared.length === 0 ? [] : [{ cells: all, rules: shared }])]
}

function ruleOf(rule: CellRule, first: string, redUpGreenDown: boolean): CellMarking[] {
  const style = toneStyle(rule.tone, redUpGreenDown)
  switch (rule.when) {
    case 'above':
      return [{ is: 'formula', formula: `AND(ISNUMBER(${first}),${first}>=${rule.than})`, style }]
    case 'below':
      return [{ is: 'formula', formula: `AND(ISNUMBER(${first}),${first}<=${rule.than})`, style }]
    case 'between': {
      const [least, most] = [Math.min(rule.from, rule.to), Math.max(rule.from, rule.to)]
      return [{ is: 'formula', formula: `AND(ISNUMBER(${first}),${first}>=${least},${first}<=${most})`, style }]
    }
    case 'top':
    case 'bottom':
      return [{ is: rule.when, n: rule.n, style }]
  }
}

const [accent, good, bad, warning] = ['0B7A75', '1D7F4E', 'C2413B', '96610F']

function toneStyle(tone: Tone, redUpGreenDown: boolean): CellStyle {
  const [rise, fall] = redUpGreenDown ? [bad, good] : [good, bad]
  const text = { good, bad, warning, rise, fall }[tone]
  return { text, fill: mixed(text, 0.12) }
}

function barOf(marked: Marked, redUpGreenDown: boolean): CellMarking {
  const { least, most } = spanOf(marked)
  const fall = redUpGreenDown ? good : bad
  return { is: 'bar', colour: mixed(accent, 0.36), below: mixed(fall, 0.36), reachesBelow: least < 0, reachesAbove: most > 0 }
}

function shadesOf(marked: Marked, shades: NonNullable<ValueLook['shades']>, redUpGreenDown: boolean): CellMarking {
  const strength = 0.42
  if (shades === 'accent') return { is: 'scale', from: 'FFFFFF', to: mixed(accent, strength) }
  const { least, most } = spanOf(marked)
  const [rise, fall] = redUpGreenDown ? [bad, good] : [good, bad]
  return {
    is: 'diverging',
    size: Math.max(Math.abs(least), Math.abs(most)) || 1,
    below: mixed(fall, strength),
    above: mixed(rise, strength),
  }
}

function spanOf({ columns, runs }: Marked): { least: number; most: number } {
  let [least, most] = [Infinity, -Infinity]
  for (const { at } of columns)
    for (const [from, to] of runs)
      for (let row = from; row <= to; row += 1) {
        const value = at(row)
        const figure = value === null || typeof value === 'boolean' ? NaN : Number(value)
        if (!Number.isFinite(figure)) continue
        least = Math.min(least, figure)
        most = Math.max(most, figure)
      }
  return least > most ? { least: 0, most: 0 } : { least, most }
}

/** A colour on white paper. */
function mixed(colour: string, share: number): string {
  const parts = [0, 2, 4].map((at) => Math.round(255 + (Number.parseInt(colour.slice(at, at + 2), 16) - 255) * share))
  return parts.map((part) => part.toString(16).padStart(2, '0').toUpperCase()).join('')
}

function cellsOf(columns: MarkedTable['columns'], runs: readonly Run[]): string {
  const across: [number, number][] = []
  for (const { place } of columns) {
    const last = across.at(-1)
    if (last !== undefined && last[1] === place - 1) last[1] = place
    else across.push([place, place])
  }
  return runs
    .flatMap(([from, to]) => across.map(([left, right]) => `${columnName(left)}${rowNumber(from)}:${columnName(right)}${rowNumber(to)}`))
    .join(' ')
}

function runsByLevel({ rows, level }: MarkedTable): Map<number, Run[]> {
  const levels = new Map<number, [number, number][]>()
  for (let row = 0; row < rows; row += 1) {
    const runs = levels.get(level(row)) ?? []
    const last = runs.at(-1)
    if (last !== undefined && last[1] === row - 1) last[1] = row
    else runs.push([row, row])
    levels.set(level(row), runs)
  }
  return levels
}
