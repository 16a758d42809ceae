import type { ReportData } from './report-data.ts'

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
