import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellAddress, ExplainResult } from '../../src/contract/report-result.ts'
import type { ReportSpec } from '../../src/contract/report-spec.ts'
import { Button } from '@mantine/core'
import { IconPresentation } from '@tabler/icons-react'
import { useAnswer } from '../data/queries.ts'
import { offerToDeck } from '../editing/for-deck.ts'
import { RightPanel } from '../frame/RightPanel.tsx'
import { arrowRows } from '../grid/arrow-rows.ts'
import { Grid } from '../grid/Grid.tsx'
import type { GridColumn } from '../grid/grid-column.ts'
import type { GridRows } from '../grid/grid-rows.ts'
import { useLanguage, useLocal } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answered } from '../ui/Answered.tsx'
import { ExportButton } from './ExportButton.tsx'
import { SourceRow } from './SourceRow.tsx'
import { useCatalog, useFilterWords } from './use-filter-words.ts'
import { numberSpec } from './what-changed.ts'
import { WhatChanged } from './WhatChanged.tsx'
import classes from './explain.module.css'

interface ExplainProps {
  readonly spec: ReportSpec
  readonly cell: CellAddress
  readonly title: string
  readonly sqlOpen?: boolean
  readonly onClose: () => void
}

const pageSize = 200

/** Why this number: its definition, filters and SQL, the rows it counts and the files they came from. */
export function ExplainPanel({ spec, cell, title, sqlOpen = false, onClose }: ExplainProps) {
  const { t } = useTranslation('report')
  const answer = useAnswer('data', ['reports.explain', spec, cell], async (api, options) => {
    const { bytes, ...explained } = await api.reports.explain({ spec, cell, limit: pageSize }, options)
    return { explained, rows: arrowRows(bytes) }
  })
  return (
    <RightPanel title={t('explainTitle')} onClose={onClose}>
      <Answered answer={answer}>
        {({ explained, rows }) => (
          <>
            <Facts explained={explained} />
            <NumberToDeck explained={explained} spec={spec} cell={cell} />
            <WhatChanged explained={explained} spec={spec} cell={cell} />
            <Rows explained={explained} rows={rows} />
            {explained.n > rows.count && <p className={classes.note}>{t('moreRows', { shown: rows.count, total: explained.n })}</p>}
            {rows.count > 0 && <ExportButton spec={spec} cell={cell} title={title} label={t('exportRows')} />}
            <details className={classes.sql} open={sqlOpen}>
              <summary>{t('sql')}</summary>
              <pre tabIndex={0}>{explained.sql}</pre>
            </details>
          </>
        )}
      </Answered>
    </RightPanel>
  )
}

/** The number alone, under all that it was asked under. */
function NumberToDeck({ explained, spec, cell }: { explained: ExplainResult; spec: ReportSpec; cell: CellAddress }) {
  const { t } = useTranslation('decks')
  const local = useLocal()
  const title = local(explained.label)
  const add = () => offerToDeck({ kind: 'report', title, chart: 'kpi', spec: numberSpec(explained, spec, cell) }, title)
  return (
    <Button size="compact-sm" variant="default" leftSection={<IconPresentation size={14} stroke={1.5} />} onClick={add}>
      {t('addToDeck')}
    </Button>
  )
}

function Facts({ explained }: { explained: ExplainResult }) {
  const { t } = useTranslation('report')
  const local = useLocal()
  const format = useFormat()
  const words = useFilterWords()
  const unit = useCatalog().data?.metrics.find((metric) => metric.id === explained.metric)?.unit ?? 'none'
  return (
    <>
      <div className={classes.value}>{explained.value === null ? t('notAvailable') : format.figure(explained.value, unit)}</div>
      <div className={classes.metric}>{local(explained.label)}</div>
      <dl className={classes.facts}>
        <dt>{t('definition')}</dt>
        <dd>{local(explained.definition)}</dd>
        <dt>{t('dateBasis')}</dt>
        <dd>{local(explained.dateBasis)}</dd>
        <dt>{t('period')}</dt>
        <dd>{explained.period ? `${format.day(explained.period.from)} – ${format.day(explained.period.to)}` : t('allTime')}</dd>
        <dt>{t('asOf')}</dt>
        <dd>{format.day(explained.asOf)}</dd>
        {explained.filters.length > 0 && <dt>{t('filters')}</dt>}
        {explained.filters.map((filter, index) => (
          <dd key={index}>{words(filter)}</dd>
        ))}
        <dt>{t('population')}</dt>
        <dd className="figures">{format.cell(explained.n, 'count')}</dd>
        {explained.files.length > 0 && <dt>{t('files')}</dt>}
        {explained.files.map((file) => (
          <dd key={`${file.hash}-${file.load}`}>
            {file.file} · {t('fileRows', { rows: format.cell(file.rows, 'count') })}
          </dd>
        ))}
      </dl>
    </>
  )
}

function Rows({ explained, rows }: { explained: ExplainResult; rows: GridRows }) {
  const { t } = useTranslation('report')
  const language = useLanguage()
  const [opened, setOpened] = useState<number | null>(null)
  const columns = useMemo(
    () =>
      explained.columns
        .filter((column) => !column.id.startsWith('$'))
        .map((column): GridColumn => ({
          id: column.id,
          title: column.label[language],
          type: column.type,
          unit: column.unit,
          currency: column.currency ?? null,
          words: column.words,
        })),
    [explained, language],
  )
  if (rows.count === 0) return <p className={classes.note}>{t('noContributing')}</p>
  return (
    <>
      <h3 className={classes.head}>{t('rows')}</h3>
      <div className={classes.rows} style={{ height: Math.min(260, 42 + rows.count * 24) }}>
        <Grid label={t('rows')} columns={columns} rows={rows} compact onOpen={({ row }) => setOpened(row)} />
      </div>
      {opened !== null && <SourceRow rows={rows} row={opened} files={explained.files} />}
    </>
  )
}
