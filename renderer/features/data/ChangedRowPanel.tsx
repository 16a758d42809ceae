import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CellChange, ChangedRow } from '../../../src/contract/load-changes.ts'
import { RightPanel } from '../../frame/RightPanel.tsx'
import { addSeparators } from '../../../src/contract/decimal-text.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { SourceRowAt } from '../../report/SourceRow.tsx'
import classes from './data.module.css'
import own from './loads.module.css'

/** One changed row: what it said before and after, and the source rows that say so. */
export function ChangedRowPanel({ row, onClose }: { row: ChangedRow; onClose: () => void }) {
  const { t } = useTranslation('data')
  const { before, after } = row
  const isOneRow =
    before !== null && after !== null && before.hash === after.hash && before.row === after.row && before.sheet === after.sheet
  return (
    <RightPanel title={row.name ?? row.sourceId} onClose={onClose}>
      <div className={classes.panelText}>
        <div className={classes.quiet}>
          {row.sourceId} · {[row.kind, ...row.moves].map((kind) => t(`change.${kind}`)).join(' · ')}
        </div>
        {row.cells.length > 0 && <Cells row={row} />}
        {after && <SourceRowAt place={after} />}
        {before && !isOneRow && (
          <div>
            <h3>{t('whatItSaidBefore')}</h3>
            <SourceRowAt place={before} />
          </div>
        )}
        {row.kind === 'vanished' && after === null && <div className={classes.quiet}>{t('noLongerThere')}</div>}
      </div>
    </RightPanel>
  )
}

function Cells({ row }: { row: ChangedRow }) {
  const { t } = useTranslation('data')
  const local = useLocal()
  return (
    <table className={own.cells}>
      <VisuallyHidden component="caption">{t('change.changed')}</VisuallyHidden>
      <tbody>
        {row.cells.map((cell) => (
          <tr key={cell.column}>
            <th scope="row">{local(cell.label)}</th>
            <td>
              {row.kind !== 'new' && <span className={own.was}>{said(cell, 'from')} → </span>}
              {said(cell, 'to')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A value as it is read: the name where the file has an id, a dash where it has nothing. */
export function said(cell: CellChange, side: 'from' | 'to'): string {
  const [text, name] = side === 'from' ? [cell.from, cell.fromName] : [cell.to, cell.toName]
  if (text === null) return '–'
  if (cell.type === 'decimal' || cell.type === 'integer') return addSeparators(text)
  return name ?? text
}
