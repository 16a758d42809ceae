import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { StudyTable } from '../../../src/contract/study-result.ts'
import { textWidth } from '../../../src/charts/chart-frame.ts'
import type { Words } from '../../../src/charts/study-look.ts'
import { cellText, columnDigits, headerText, isNumeric, type GridColumn } from '../../grid/grid-column.ts'
import type { GridRows } from '../../grid/grid-rows.ts'
import { Grid } from '../../grid/Grid.tsx'
import { useWorkspace } from '../../data/queries.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import type { OpenRows } from './StudyAnswer.tsx'
import { gridColumns, rowName, shownColumns, tableRows, type ShownColumn } from './study-table-look.ts'
import classes from './studies.module.css'

/** More rows than these scroll in a table of their own, drawn as they come into sight. */
const mostPlainRows = 30
const tallest = 420
/** Pixels of a column's name from which it gets more room to be broken in. */
const longHeader = 110

/** The id of a table's element, which its charts point to. */
export function tableElement(id: string): string {
  return `study-table-${id}`
}

interface TableProps {
  readonly table: StudyTable
  readonly asked: string | null
  readonly onRows: OpenRows
}

/** One of the study's tables. A row that has things behind it leads there by its name. */
export function StudyTableView({ table, asked, onRows }: TableProps) {
  const { t } = useTranslation('report')
  const { t: ui } = useTranslation('ui')
  const local = useLocal()
  const language = useLanguage()
  const words = useMemo(() => ({ language, none: t('none'), yes: ui('yes'), no: ui('no') }), [language, t, ui])
  const currency = useWorkspace().data?.reportingCurrency ?? null
  const rows = useMemo(() => tableRows(table, words), [table, words])
  const columns = useMemo(() => gridColumns(table.columns, language, currency), [table, language, currency])
  const label = local(table.label)
  const open = (row: number) => {
    const drill = table.drills?.[row] ?? null
    if (drill !== null) onRows(drill, rowName(table, row, words))
  }
  return (
    <section className={classes.table} id={tableElement(table.id)} aria-label={label} data-table={table.id}>
      <h2>{label}</h2>
      {table.rows.length > mostPlainRows ? (
        <div style={{ height: tallest }}>
          <Grid
            label={label}
            columns={columns}
            rows={rows}
            compact
            onOpen={({ row }) => open(row)}
            onPick={table.drills === null ? undefined : ({ row, column }) => isNumeric(column) && open(row)}
          />
        </div>
      ) : table.rows.length === 0 ? (
        <p className={classes.quiet}>{t('noRows')}</p>
      ) : (
        <PlainTable table={table} columns={columns} rows={rows} words={words} asked={asked} onOpen={open} />
      )}
    </section>
  )
}

interface PlainProps {
  readonly table: StudyTable
  readonly columns: readonly GridColumn[]
  readonly rows: GridRows
  readonly words: Words
  readonly asked: string | null
  readonly onOpen: (row: number) => void
}

function PlainTable({ table, columns, rows, words, asked, onOpen }: PlainProps) {
  const { t } = useTranslation('studies')
  const { t: ui } = useTranslation('ui')
  const local = useLocal()
  const shown = useMemo(() => shownColumns(table), [table])
  const texts = useMemo(() => {
    const cellWords = { yes: ui('yes'), no: ui('no'), empty: ui('empty') }
    return new Map(
      columns.map((column) => {
        const digits = columnDigits(column, rows)
        return [column.id, (row: number) => cellText(column, rows.value(row, column.id), words.language, cellWords, digits)]
      }),
    )
  }, [columns, rows, words, ui])
  const gridColumn = (id: string) => columns.find((column) => column.id === id)
  return (
    <div className={classes.scroller} tabIndex={0} role="group" aria-label={local(table.label)}>
      <table>
        <thead>
          <tr>
            {shown.map(({ column, interval }, place) => {
              const look = gridColumn(column.id)
              const title = look === undefined ? local(column.label) : headerText(look, words.language)
              return [
                <th
                  key={column.id}
                  scope="col"
                  data-number={(place > 0 && isNumberCell(look)) || undefined}
                  data-long={textWidth([title], 999) > longHeader || undefined}
                >
                  {title}
                </th>,
                interval && (
                  <th
                    key={`${column.id} interval`}
                    scope="col"
                    className={classes.interval}
                    title={interval.map(({ label }) => local(label)).join(' – ')}
                  >
                    {t('intervalHead')}
                  </th>
                ),
              ]
            })}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((_, row) => {
            const drill = table.drills?.[row] ?? null
            return (
              <tr key={row} data-asked={(asked !== null && asked === drill) || undefined}>
                {shown.map((one, place) => {
                  const text = texts.get(one.column.id)?.(row) ?? ''
                  if (place === 0)
                    return (
                      <th key={one.column.id} scope="row">
                        {drill === null ? (
                          text
                        ) : (
                          <button
                            type="button"
                            aria-label={t('showRows', { name: rowName(table, row, words) })}
                            onClick={() => onOpen(row)}
                          >
                            {text}
                          </button>
                        )}
                      </th>
                    )
                  return (
                    <Cells
                      key={one.column.id}
                      shown={one}
                      text={text}
                      isNumber={isNumberCell(gridColumn(one.column.id))}
                      row={row}
                      table={table}
                      texts={texts}
                    />
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function isNumberCell(column: GridColumn | undefined): boolean {
  return column !== undefined && isNumeric(column)
}

interface CellsProps {
  readonly shown: ShownColumn
  readonly text: string
  readonly isNumber: boolean
  readonly row: number
  readonly table: StudyTable
  readonly texts: ReadonlyMap<string, (row: number) => string>
}

function Cells({ shown: { column, interval }, text, isNumber, row, table, texts }: CellsProps) {
  const bound = (one: ShownColumn['column']) => texts.get(one.id)?.(row) ?? ''
  const isKnown = interval !== null && interval.every(({ id }) => (table.rows[row]?.[id] ?? null) !== null)
  return (
    <>
      <td data-number={isNumber || undefined} data-none={(table.rows[row]?.[column.id] ?? null) === null || undefined}>
        {text}
      </td>
      {interval && <td className={classes.interval}>{isKnown ? `${bound(interval[0])} – ${bound(interval[1])}` : ''}</td>}
    </>
  )
}
