import { IconShieldCheck } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QuarantineRow } from '../../../src/contract/imports.ts'
import { useAnswer } from '../../data/queries.ts'
import { RightPanel } from '../../frame/RightPanel.tsx'
import { Grid } from '../../grid/Grid.tsx'
import type { GridColumn } from '../../grid/grid-column.ts'
import { objectRows } from '../../grid/grid-rows.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { EmptyState } from '../../ui/states.tsx'
import classes from './data.module.css'
import { Pager } from './Pager.tsx'

const pageSize = 1000

/** Rows that could not be used, each with the reason and its original text. */
export function QuarantineTab() {
  const { t } = useTranslation('data')
  const [offset, setOffset] = useState(0)
  const answer = useAnswer('data', ['imports.quarantine', offset], (api, options) =>
    api.imports.quarantine({ offset, limit: pageSize }, options),
  )
  return (
    <Answered answer={answer}>
      {({ total, rows }) =>
        total === 0 ? (
          <EmptyState icon={IconShieldCheck} title={t('noQuarantine')}>
            {t('noQuarantineText')}
          </EmptyState>
        ) : (
          <div className={classes.fill}>
            <div className={classes.quiet}>{t('quarantineText')}</div>
            <QuarantineGrid rows={rows} />
            {total > pageSize && <Pager offset={offset} size={pageSize} total={total} onMove={setOffset} />}
          </div>
        )
      }
    </Answered>
  )
}

function QuarantineGrid({ rows }: { rows: readonly QuarantineRow[] }) {
  const { t } = useTranslation('data')
  const language = useLanguage()
  const [open, setOpen] = useState<QuarantineRow | null>(null)
  const columns = useMemo<GridColumn[]>(
    () => [
      { id: 'file', title: t('file'), type: 'text' },
      { id: 'row', title: t('row'), type: 'integer' },
      { id: 'column', title: t('column'), type: 'text' },
      { id: 'value', title: t('value'), type: 'text' },
      { id: 'reason', title: t('reason'), type: 'text' },
      { id: 'original', title: t('original'), type: 'text' },
      { id: 'load', title: t('load'), type: 'integer' },
    ],
    [t],
  )
  const source = useMemo(
    () =>
      objectRows(rows, {
        file: (row) => (row.sheet === null ? row.file : `${row.file} · ${row.sheet}`),
        row: (row) => row.row,
        column: (row) => row.column,
        value: (row) => row.value,
        reason: (row) => row.reason[language],
        original: (row) => row.original,
        load: (row) => row.load,
      }),
    [rows, language],
  )
  return (
    <>
      <Grid label={t('tab.quarantine')} columns={columns} rows={source} onOpen={({ row }) => setOpen(rows[row] ?? null)} />
      {open && <QuarantinePanel row={open} onClose={() => setOpen(null)} />}
    </>
  )
}

function QuarantinePanel({ row, onClose }: { row: QuarantineRow; onClose: () => void }) {
  const { t } = useTranslation('data')
  const local = useLocal()
  return (
    <RightPanel title={t('rowTitle', { row: row.row, file: row.file })} onClose={onClose}>
      <div className={classes.panelText}>
        <Facts
          facts={[
            [t('reason'), local(row.reason)],
            [t('column'), row.column ?? '–'],
            [t('value'), row.value ?? '–'],
            [t('load'), String(row.load)],
          ]}
        />
        <div>
          <h3>{t('original')}</h3>
          <pre className={classes.original}>{row.original}</pre>
        </div>
        <div className={classes.quiet}>{t('howToMend')}</div>
      </div>
    </RightPanel>
  )
}
