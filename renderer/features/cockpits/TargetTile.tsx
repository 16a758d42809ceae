import { useTranslation } from 'react-i18next'
import type { TargetTile as TargetTileDocument } from '../../../src/contract/tiles.ts'
import type { ReportColumn } from '../../../src/contract/report-result.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { addressOf } from '../../../src/charts/cell-address.ts'
import { drawnFigure, type ReportData } from '../../../src/charts/report-data.ts'
import { useReport } from '../../report/use-report.ts'
import { useDesk } from './desk.ts'
import { TileAnswer } from './TileAnswer.tsx'
import { scopedSpec, type TileScope } from './tile-spec.ts'
import classes from './tiles.module.css'

/** A figure against its target as a bullet: the bar is what was reached, the mark what was meant, and the words say both. */
export function TargetTile({ tile, scope }: { tile: TargetTileDocument; scope: TileScope }) {
  const local = useLocal()
  const desk = useDesk()
  const spec = scopedSpec(tile.spec, scope)
  const answer = useReport(spec)
  return (
    <TileAnswer answer={answer} queryKey={['reports.run', spec]}>
      {(report) => {
        const [actual, target, share] = report.valueColumns
        if (!actual) return null
        const row = report.total ?? 0
        const ask = () => desk.ask({ spec, cell: addressOf(report, { row, value: actual.id }), title: local(tile.title) })
        return <Bullet report={report} row={row} actual={actual} target={target} share={share} onAsk={ask} />
      }}
    </TileAnswer>
  )
}

interface BulletProps {
  readonly report: ReportData
  readonly row: number
  readonly actual: ReportColumn
  readonly target: ReportColumn | undefined
  readonly share: ReportColumn | undefined
  readonly onAsk: () => void
}

function Bullet({ report, row, actual, target, share, onAsk }: BulletProps) {
  const { t } = useTranslation('cockpits')
  const { t: words } = useTranslation('report')
  const format = useFormat()
  const write = (column: ReportColumn | undefined) => {
    const value = column === undefined ? null : report.rows.value(row, column.id)
    return value === null || typeof value === 'boolean' ? null : format.compact(value, column?.unit ?? 'none')
  }
  const reached = drawnFigure(report.rows.value(row, actual.id))
  const meant = target === undefined ? null : drawnFigure(report.rows.value(row, target.id))
  const actualText = write(actual) ?? words('notAvailable')
  const targetText = meant === 0 ? null : write(target)
  const shareText = write(share)
  const sentence = targetText === null ? actualText : t('ofTarget', { actual: actualText, target: targetText, share: shareText ?? '' })
  return (
    <div className={classes.target}>
      <button type="button" className={classes.targetValue} title={words('explain')} onClick={onAsk}>
        {actualText}
      </button>
      <div className={classes.targetWords}>
        {targetText === null ? t('noTarget') : t('target', { target: targetText })}
        {shareText !== null && <b>{shareText}</b>}
      </div>
      {reached !== null && meant !== null && meant > 0 && (
        <svg className={classes.bullet} viewBox="0 0 120 14" preserveAspectRatio="none" role="img" aria-label={sentence}>
          <rect className={classes.bulletRoom} x={0} y={1} width={120} height={12} />
          <rect className={classes.bulletBar} x={0} y={4} width={along(reached, meant, reached)} height={6} />
          <rect className={classes.bulletMark} x={along(meant, meant, reached) - 1} y={0} width={2} height={14} />
        </svg>
      )}
    </div>
  )
}

/** A place on the 120 pixels of the bullet: the target stands at five sixths, unless more than that was reached. */
function along(value: number, meant: number, reached: number): number {
  return Math.max(0, (value / Math.max(meant * 1.2, reached)) * 120)
}
