import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportColumn } from '../../src/contract/report-result.ts'
import { Grid } from '../grid/Grid.tsx'
import type { GridColumn } from '../grid/grid-column.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { dimensionLabel, pathLabel, valueLabel, type Labels } from './chart-of-report.ts'
import { headerGroups, isParent, isRepeated, visibleRows } from './pivot-rows.ts'
import type { ReportData } from './report-data.ts'
import type { Look } from '../../src/contract/documents.ts'
import type { ReportPlace } from './cell-address.ts'
import classes from './report.module.css'

export interface ReportSort {
  readonly by: string
  readonly direction: 'asc' | 'desc'
}

/** What can be done with a table's heads; without them they are no buttons. */
export interface PivotActions {
  /** The column the rows are ordered by, and what a click on a column's head asks for. */
  readonly sort?: ReportSort | undefined
  readonly onSort?: ((column: string) => void) | undefined
  /** Changes how the report looks; its key merges what follows each other quickly. */
  readonly onLook?: ((change: (look: Look) => Look) => void) | undefined
}

interface PivotProps extends PivotActions {
  readonly title: string
  readonly report: ReportData
  readonly onSelect?: ((place: ReportPlace) => void) | undefined
  readonly look?: Look | undefined
  /** A table to select and copy cells from, instead of one to fold. */
  readonly isFlat?: boolean
}

const longTable = 500

/** Rows and columns with their totals as the engine gave them; long tables are drawn row by row as they come into sight. */
export function PivotTable(props: PivotProps) {
  return props.isFlat || props.report.rows.count > longTable ? <LongTable {...props} /> : <ShortTable {...props} />
}

function LongTable({ title, report, onSelect, sort, onSort }: PivotProps) {
  const { t } = useTranslation('report')
  const language = useLanguage()
  const columns = useMemo(() => {
    const labels: Labels = { language, none: t('none'), other: t('other') }
    const single = new Set(report.valueColumns.map((column) => column.metric)).size === 1
    return report.result.columns.map((column): GridColumn => ({
      id: column.id,
      title:
        column.role === 'row'
          ? column.label[language]
          : column.isColumnTotal === true
            ? totalLabel(column, labels, single, t('total'))
            : valueLabel(column, labels, single),
      type: column.type,
      unit: column.unit,
      currency: column.currency ?? null,
      words: column.words,
      ...(column.role === 'row' ? { render: (row: number) => rowLabel(report, row, column, labels, t('total')) } : {}),
    }))
  }, [report, language, t])
  const open = ({ row, column }: { row: number; column: GridColumn }) => {
    if (report.valueColumns.some((one) => one.id === column.id)) onSelect?.({ row, value: column.id })
  }
  return (
    <div className={classes.long}>
      <Grid
        label={title}
        columns={columns}
        rows={report.rows}
        compact
        isStrong={(row) => report.level(row) < report.rowColumns.length}
        sort={sort}
        onSort={onSort && ((column) => isSortable(report, column) && onSort(column))}
        onOpen={open}
        onPick={onSelect && open}
      />
    </div>
  )
}

function ShortTable({ title, report, onSelect, sort, onSort }: PivotProps) {
  const { t } = useTranslation('report')
  const language = useLanguage()
  const format = useFormat()
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(new Set())
  const labels: Labels = { language, none: t('none'), other: t('other') }
  const { rowColumns, valueColumns } = report
  const crossed = valueColumns.some((column) => column.path?.length)
  const single = new Set(valueColumns.map((column) => column.metric)).size === 1
  const toggle = (row: number) =>
    setCollapsed((now) => {
      const next = new Set(now)
      if (!next.delete(row)) next.add(row)
      return next
    })
  const visible = visibleRows(report, collapsed)
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-label={title}>
      <table className={classes.pivot}>
        <thead>
          {crossed && !single && (
            <tr>
              {rowColumns.length > 0 && <th colSpan={rowColumns.length} />}
              {headerGroups(valueColumns.map((column) => headOfPath(column, labels, t('total')))).map((cell, index) => (
                <th key={index} colSpan={cell.span} scope="colgroup" className={classes.group}>
                  {cell.label}
                </th>
              ))}
            </tr>
          )}
          <tr>
            {rowColumns.map((column) => (
              <th key={column.id} scope="col" aria-sort={sortedBy(column.id, sort)}>
                <Head column={column.id} sort={sort} onSort={onSort}>
                  {column.label[language]}
                </Head>
              </th>
            ))}
            {valueColumns.map((column) => (
              <th key={column.id} scope="col" className={classes.figure} aria-sort={sortedBy(column.id, sort)}>
                <Head column={column.id} sort={sort} onSort={isSortable(report, column.id) ? onSort : undefined}>
                  {headText(column, labels, { crossed, single, total: t('total') })}
                  <Unit text={format.unit(column.unit)} />
                </Head>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {visible.map((row, place) => (
            <tr key={row} data-level={report.level(row)} data-strong={report.level(row) < rowColumns.length || undefined}>
              {rowColumns.map((column, depth) => (
                <th key={column.id} scope="row" data-repeated={isRepeated(report, visible[place - 1], row, depth) || undefined}>
                  {isParent(report, row) && depth === report.level(row) - 1 && (
                    <button
                      type="button"
                      className={classes.fold}
                      aria-expanded={!collapsed.has(row)}
                      aria-label={t(collapsed.has(row) ? 'expand' : 'collapse')}
                      onClick={() => toggle(row)}
                    >
                      {collapsed.has(row) ? <IconChevronRight size={13} /> : <IconChevronDown size={13} />}
                    </button>
                  )}
                  {rowLabel(report, row, column, labels, t('total'))}
                </th>
              ))}
              {valueColumns.map((column) => (
                <td key={column.id} className={classes.figure}>
                  <Cell
                    text={format.cell(figureOf(report, row, column), column.unit, digitsOf(column))}
                    hint={t('explain')}
                    onOpen={onSelect && (() => onSelect({ row, value: column.id }))}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface HeadProps {
  readonly column: string
  readonly sort: ReportSort | undefined
  readonly onSort: ((column: string) => void) | undefined
  readonly children: ReactNode
}

/** The head of a column; a click asks for its order. */
function Head({ column, sort, onSort, children }: HeadProps) {
  const { t } = useTranslation('report')
  const direction = sortedBy(column, sort)
  const Arrow = direction === 'ascending' ? IconArrowUp : IconArrowDown
  const mark = direction === undefined ? null : <Arrow size={11} stroke={2} className={classes.sorted} aria-hidden />
  if (!onSort)
    return (
      <>
        {children}
        {mark}
      </>
    )
  return (
    <button type="button" className={classes.sort} title={t('sortHint')} onClick={() => onSort(column)}>
      {children}
      {mark}
    </button>
  )
}

function sortedBy(column: string, sort: ReportSort | undefined): 'ascending' | 'descending' | undefined {
  if (sort?.by !== column) return undefined
  return sort.direction === 'asc' ? 'ascending' : 'descending'
}

/** Columns of the column shelf share their value's order. */
function isSortable(report: ReportData, id: string): boolean {
  return (
    report.rowColumns.some((column) => column.id === id) || report.valueColumns.some((column) => column.id === id && !column.path?.length)
  )
}

function Cell({ text, hint, onOpen }: { text: string; hint: string; onOpen?: (() => void) | undefined }) {
  if (!onOpen) return text
  return (
    <button type="button" className={classes.cell} title={hint} onClick={onOpen}>
      {text}
    </button>
  )
}

function Unit({ text }: { text: string }) {
  return text === '' ? null : <span className={classes.unit}> {text}</span>
}

function figureOf(report: ReportData, row: number, column: ReportColumn): string | number | bigint | null {
  const value = report.rows.value(row, column.id)
  return typeof value === 'boolean' ? String(value) : value
}

/** Money in tables goes without cents: they are in the export and in the explanation. */
function digitsOf(column: ReportColumn): number | undefined {
  return column.unit === 'money' ? 0 : undefined
}

function totalLabel(column: ReportColumn, labels: Labels, single: boolean, total: string): string {
  return single ? total : `${total} · ${column.label[labels.language]}`
}

function headOfPath(column: ReportColumn, labels: Labels, total: string): string {
  if (column.isColumnTotal === true || !column.path?.length) return total
  return pathLabel(column, labels)
}

function headText(
  column: ReportColumn,
  labels: Labels,
  { crossed, single, total }: { crossed: boolean; single: boolean; total: string },
): string {
  if (!crossed || !single) return column.label[labels.language]
  return headOfPath(column, labels, total)
}

/** A subtotal names only the dimensions it is broken down by; the grand total is called so. */
function rowLabel(report: ReportData, row: number, column: ReportColumn, labels: Labels, total: string): string {
  const place = report.rowColumns.indexOf(column)
  const level = report.level(row)
  if (level === 0) return place === 0 ? total : ''
  if (place >= level) return ''
  return dimensionLabel(column, report.rows.value(row, column.id), labels)
}
