import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellAddress, ExplainResult } from '../../src/contract/report-result.ts'
import type { ReportSpec } from '../../src/contract/report-spec.ts'
import { useLocal } from '../i18n/i18n.ts'
import { Answered } from '../ui/Answered.tsx'
import { PivotTable } from './PivotTable.tsx'
import { drawnFigure } from '../../src/charts/report-data.ts'
import { useCatalog } from './use-filter-words.ts'
import { useReport } from './use-report.ts'
import { changeDimensions, differenceId, partsAddUp, whatChangedSpec } from './what-changed.ts'
import classes from './explain.module.css'

interface ChangedProps {
  readonly explained: ExplainResult
  readonly spec: ReportSpec
  readonly cell: CellAddress
}

/** What made a number another than it was in the period before, member by member. Asked only when somebody wants to know. */
export function WhatChanged(props: ChangedProps) {
  const { t } = useTranslation('report')
  const [isOpen, setIsOpen] = useState(false)
  if (props.explained.period === null) return null
  return (
    <section className={classes.changed}>
      <Button size="compact-sm" variant="default" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {t('whatChanged')}
      </Button>
      {isOpen && <Changed {...props} />}
    </section>
  )
}

function Changed({ explained, spec, cell }: ChangedProps) {
  const { t } = useTranslation('report')
  const local = useLocal()
  const catalog = useCatalog().data
  const [chosen, setChosen] = useState<string | null>(null)
  const metric = catalog?.metrics.find(({ id }) => id === explained.metric)
  const dimensions = metric && catalog ? changeDimensions(metric, catalog.dimensions, explained.filters) : []
  const field = dimensions.some(({ id }) => id === chosen) ? chosen : (dimensions[0]?.id ?? null)
  const asked = (direction: 'asc' | 'desc') => (field === null ? null : whatChangedSpec(explained, spec, cell, { field, direction }))
  // What fell as a whole is told by what fell most.
  const rising = useReport(asked('desc'))
  const total = rising.data?.total ?? null
  const fell = total !== null && (drawnFigure(rising.data?.rows.value(total, differenceId) ?? null) ?? 0) < 0
  const falling = useReport(fell ? asked('asc') : null)
  if (metric === undefined) return null
  if (field === null) return <p className={classes.note}>{t('changedByNothing')}</p>
  return (
    <>
      <p className={classes.note}>{t('whatChangedText')}</p>
      <Select
        size="xs"
        label={t('changedBy')}
        searchable
        allowDeselect={false}
        data={dimensions.map(({ id, label }) => ({ value: id, label: local(label) }))}
        value={field}
        onChange={setChosen}
      />
      <Answered answer={fell ? falling : rising} compact>
        {(report) => (
          <div className={classes.changes}>
            <PivotTable title={t('whatChanged')} report={report} isFlat />
          </div>
        )}
      </Answered>
      <p className={classes.note}>{t(`parts-${partsAddUp(metric, field)}`)}</p>
    </>
  )
}
