import { useTranslation } from 'react-i18next'
import type { SheetTotal, SheetView } from '../../../src/contract/sheets.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import classes from './sheets.module.css'

/** Beside the sheet: what does not count, sums, what files say of the same, and how the sheet is read. */
export function SheetAside({ view }: { view: SheetView }) {
  const { t } = useTranslation('sheets')
  const local = useLocal()
  const format = useFormat()
  return (
    <aside className={classes.aside} aria-label={t('aside')}>
      <div className={classes.counts}>
        <span data-tone={view.errors > 0 ? 'bad' : undefined}>{t('errors', { rows: format.cell(view.errors, 'count') })}</span>
        <span data-tone={view.unresolved > 0 ? 'warning' : undefined}>
          {t('unresolved', { rows: format.cell(view.unresolved, 'count') })}
        </span>
      </div>
      {view.totals.length > 0 && <Totals totals={view.totals} />}
      {view.imported.total > 0 && <Imported view={view} />}
      <h2>{t('howItCounts')}</h2>
      {view.notes.map((note) => (
        <p key={note.en}>{local(note)}</p>
      ))}
      <p>{t('pasteText')}</p>
      <p>{t('keysText')}</p>
    </aside>
  )
}

function Totals({ totals }: { totals: readonly SheetTotal[] }) {
  const { t } = useTranslation('sheets')
  const format = useFormat()
  return (
    <>
      <h2>{t('totals')}</h2>
      <table className={classes.totals}>
        <tbody>
          {totals.map(({ period, measure, currency, amount }) => (
            <tr key={`${period} ${measure} ${currency}`} data-strong={period === null || undefined}>
              <th scope="row">
                {period ?? t('all')}
                <span className={classes.measure}>{t(`measure.${measure}` as 'measure.spend', { defaultValue: measure })}</span>
              </th>
              <td>
                {format.cell(amount, 'none')} <span className={classes.measure}>{currency}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Imported({ view: { imported, columns } }: { view: SheetView }) {
  const { t } = useTranslation('sheets')
  const format = useFormat()
  const language = useLanguage()
  const count = (rows: number) => format.cell(rows, 'count')
  return (
    <details className={classes.imported}>
      <summary>
        {imported.replaced > 0
          ? t('importedReplaced', { total: count(imported.total), replaced: count(imported.replaced) })
          : t('imported', { total: count(imported.total) })}
      </summary>
      <div className={classes.importedBox} tabIndex={0} role="region" aria-label={t('imported', { total: count(imported.total) })}>
        <table>
          <thead>
            <tr>
              {columns.map(({ id, label }) => (
                <th key={id} scope="col">
                  {label[language]}
                </th>
              ))}
              <th scope="col">{t('from')}</th>
            </tr>
          </thead>
          <tbody>
            {imported.rows.map(({ cells, file, row, isReplaced }) => (
              <tr key={`${file} ${row} ${cells.join(' ')}`} data-replaced={isReplaced || undefined}>
                {columns.map(({ id }, index) => (
                  <td key={id}>{cells[index]}</td>
                ))}
                <td>
                  {isReplaced ? `${t('replaced')} · ` : ''}
                  {file === '' ? '–' : `${file}:${row}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
