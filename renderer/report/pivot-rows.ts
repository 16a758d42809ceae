import type { ReportData } from '../../src/charts/report-data.ts'

/**
 * Rows in sight: children of a collapsed subtotal are left out. A parent stands before its children, the grand total last,
 * so a collapsed row hides everything that follows until the next row of its level or above.
 */
export function visibleRows(report: ReportData, collapsed: ReadonlySet<number>): number[] {
  const visible: number[] = []
  let hidingBelow: number | null = null
  for (let row = 0; row < report.rows.count; row += 1) {
    const level = report.level(row)
    if (hidingBelow !== null && level > hidingBelow) continue
    hidingBelow = null
    visible.push(row)
    if (collapsed.has(row)) hidingBelow = level
  }
  return visible
}

/** A subtotal: it has children and is not the grand total. */
export function isParent(report: ReportData, row: number): boolean {
  const level = report.level(row)
  return level > 0 && level < report.rowColumns.length
}

/** What a group of rows is called by its dimensions, so that it stays folded when the order or the data change. */
export function groupKey(report: ReportData, row: number): string {
  return JSON.stringify(report.rowColumns.slice(0, report.level(row)).map(({ id }) => String(report.rows.value(row, id))))
}

/** The groups that are folded where only the first `depth` row dimensions are open. */
export function foldedTo(report: ReportData, depth: number): ReadonlySet<string> {
  const folded = new Set<string>()
  for (const row of parentRows(report)) if (report.level(row) >= depth) folded.add(groupKey(report, row))
  return folded
}

/** The rows of folded groups. */
export function foldedRows(report: ReportData, groups: ReadonlySet<string>): ReadonlySet<number> {
  return new Set(groups.size === 0 ? [] : parentRows(report).filter((row) => groups.has(groupKey(report, row))))
}

function parentRows(report: ReportData): number[] {
  return Array.from({ length: report.rows.count }, (_, row) => row).filter((row) => isParent(report, row))
}

/** Whether the row above says the same down to this row dimension, so that the eye only meets it once. The last one always stands. */
export function isRepeated(report: ReportData, above: number | undefined, row: number, depth: number): boolean {
  if (above === undefined || depth >= report.rowColumns.length - 1 || depth >= report.level(above) || depth >= report.level(row))
    return false
  return report.rowColumns.slice(0, depth + 1).every((column) => report.rows.value(above, column.id) === report.rows.value(row, column.id))
}

export interface HeaderCell {
  readonly label: string
  readonly span: number
}

/** Groups equal neighbours of the column shelf's path into one header cell. */
export function headerGroups(labels: readonly string[]): HeaderCell[] {
  const cells: { label: string; span: number }[] = []
  for (const label of labels) {
    const last = cells.at(-1)
    if (last?.label === label) last.span += 1
    else cells.push({ label, span: 1 })
  }
  return cells
}
