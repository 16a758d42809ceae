import { IconArrowDownRight, IconArrowUpRight, IconMinus } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportColumn } from '../../../src/contract/report-result.ts'
import { Spark } from '../../charts/Spark.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { dimensionLabel } from '../../../src/charts/chart-of-report.ts'
import { comparisonId } from '../../../src/contract/report-spec.ts'
import { addressOf } from '../../../src/charts/cell-address.ts'
import { drawnFigure, type ReportData } from '../../../src/charts/report-data.ts'
import { useReport } from '../../report/use-report.ts'
import type { Tile } from '../../../src/contract/documents.ts'
import { useDesk } from './desk.ts'
import { TileAnswer } from './TileAnswer.tsx'
import { scopedSpark, scopedSpec, type TileScope } from './tile-spec.ts'
import classes from './cockpits.module.css'

interface KpiProps {
  readonly tile: Tile
  readonly scope: TileScope
}

/** One figure, its change against the comparison the tile asks for, and its run over time. All three are the engine's. */
export function KpiTile({ tile, scope }: KpiProps) {
  const desk = useDesk()
  const local = useLocal()
  const spec = scopedSpec(tile.spec, scope)
  const answer = useReport(spec)
  const spark = useReport(tile.spark ? scopedSpark(tile.spark, scope) : null)
  return (
    <TileAnswer answer={answer} queryKey={['reports.run', spec]}>
      {(report) => {
        const row = report.total ?? 0
        const [main, ...others] = report.valueColumns
        if (!main) return null
        const change = report.valueColumns.find((column) =>
          spec.calculations.some((one) => one.as === 'relative-difference' && one.id === column.id),
        )
        const beside = others.find((column) => column !== change && !column.id.includes('@'))
        return (
          <div className={classes.kpi}>
            <KpiValue
              report={report}
              row={row}
              column={main}
              onOpen={() => desk.ask({ spec, cell: addressOf(report, { row, value: main.id }), title: local(tile.title) })}
            />
            <div className={classes.kpiFoot}>
              {change && (
                <Change
                  report={report}
                  row={row}
                  column={change}
                  direction={main.direction}
                  against={spec.compare[0] === undefined ? undefined : comparisonId(spec.compare[0])}
                />
              )}
              {beside && <Beside report={report} row={row} column={beside} />}
            </div>
            {spark.data && <KpiSpark report={spark.data} />}
          </div>
        )
      }}
    </TileAnswer>
  )
}

interface FigureProps {
  readonly report: ReportData
  readonly row: number
  readonly column: ReportColumn
}

function KpiValue({ report, row, column, onOpen }: FigureProps & { onOpen: () => void }) {
  const { t } = useTranslation('report')
  const format = useFormat()
  const value = figure(report, row, column)
  const text = value === null ? t('notAvailable') : format.compact(value, column.unit)
  return (
    <button
      type="button"
      className={classes.kpiValue}
      style={{ '--length': lengthOf(text) } as CSSProperties}
      title={`${t('explain')}: ${format.figure(value, column.unit)}`}
      onClick={onOpen}
    >
      {text}
    </button>
  )
}

/** In letters; a CJK character takes the room of nearly two. The figure shrinks where a narrow tile has no room for it. */
function lengthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.codePointAt(0)! > 0x2e7f ? 1.7 : 1), 0)
}

function Change({
  report,
  row,
  column,
  direction,
  against,
}: FigureProps & { direction: ReportColumn['direction']; against: string | undefined }) {
  const { t } = useTranslation('cockpits')
  const format = useFormat()
  const value = figure(report, row, column)
  const drawn = drawnFigure(value)
  if (drawn === null) return <span className={classes.kpiBeside}>{t('noComparison')}</span>
  const good =
    direction === 'neutral' || direction === undefined || drawn === 0
      ? 'neutral'
      : drawn > 0 === (direction === 'up-is-good')
        ? 'good'
        : 'bad'
  const Arrow = drawn > 0 ? IconArrowUpRight : drawn < 0 ? IconArrowDownRight : IconMinus
  return (
    <span className={classes.change} data-tone={good}>
      <Arrow size={14} stroke={2} aria-hidden />
      {format.change(value, 'percent')}{' '}
      <span className={classes.kpiBeside}>{against === 'previous-year' ? t('againstYear') : t('againstPeriod')}</span>
    </span>
  )
}

function Beside({ report, row, column }: FigureProps) {
  const local = useLocal()
  const format = useFormat()
  return (
    <span className={classes.kpiBeside}>
      {local(column.label)} {format.compact(figure(report, row, column), column.unit)}
    </span>
  )
}

function KpiSpark({ report }: { report: ReportData }) {
  const { t } = useTranslation('report')
  const language = useLanguage()
  const format = useFormat()
  const [column] = report.valueColumns
  const [time] = report.rowColumns
  if (!column || !time) return null
  const values = report.details.map((row) => drawnFigure(report.rows.value(row, column.id)))
  const say = (row: number | undefined) =>
    row === undefined
      ? ''
      : `${dimensionLabel(time, report.rows.value(row, time.id), { language, none: t('none'), other: t('other') })} ${format.compact(figure(report, row, column), column.unit)}`
  return (
    <div className={classes.kpiSpark}>
      <Spark values={values} sentence={`${say(report.details[0])} – ${say(report.details.at(-1))}`} />
    </div>
  )
}

function figure(report: ReportData, row: number, column: ReportColumn): string | number | bigint | null {
  const value = report.rows.value(row, column.id)
  return typeof value === 'boolean' ? null : value
}
