import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogDimension } from '../../src/contract/catalog.ts'
import type { CellAddress, ExplainResult } from '../../src/contract/report-result.ts'
import type { ReportSpec } from '../../src/contract/report-spec.ts'
import { useLanguage, useLocal } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Answered } from '../ui/Answered.tsx'
import { dimensionLabel } from '../../src/charts/chart-of-report.ts'
import { drawnFigure, type ReportData } from '../../src/charts/report-data.ts'
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
        {(report) => <Changes report={report} name={dimensions.find(({ id }) => id === field)} />}
      </Answered>
      <p className={classes.note}>{t(`parts-${partsAddUp(metric, field)}`)}</p>
    </>
  )
}

const mostRows = 100

/** The panel is too narrow for a pivot: what it is now and by how much it differs, the whole last. */
function Changes({ report, name }: { report: ReportData; name: CatalogDimension | undefined }) {
  const { t } = useTranslation('report')
  const local = useLocal()
  const language = useLanguage()
  const format = useFormat()
  const [value, difference] = ['value', differenceId].map((id) => report.valueColumns.find((column) => column.id === id))
  const [member] = report.rowColumns
  if (value === undefined || difference === undefined || member === undefined) return null
  const words = { language, none: t('none'), other: t('other') }
  const figure = (row: number, column: typeof value) => {
    const is = report.rows.value(row, column.id)
    return typeof is === 'boolean' ? null : is
  }
  const line = (row: number, label: string) => {
    const by = drawnFigure(figure(row, difference)) ?? 0
    const sign = by > 0 ? 'rise' : by < 0 ? 'fall' : undefined
    return (
      <tr key={row}>
        <th scope="row" title={label}>
          {label}
        </th>
        <td title={format.cell(figure(row, value), value.unit)}>{format.compact(figure(row, value), value.unit)}</td>
        <td data-sign={sign} title={format.cell(figure(row, difference), difference.unit)}>
          {format.change(figure(row, difference), difference.unit)}
        </td>
      </tr>
    )
  }
  const shown = report.details.slice(0, mostRows)
  const total = report.details.length
  return (
    <>
      <div className={classes.changes} role="region" aria-label={t('whatChanged')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{name === undefined ? '' : local(name.label)}</th>
              <th scope="col">{t('now')}</th>
              <th scope="col">{t('difference')}</th>
            </tr>
          </thead>
          <tbody>{shown.map((row) => line(row, dimensionLabel(member, report.rows.value(row, member.id), words)))}</tbody>
          {report.total !== null && <tfoot>{line(report.total, t('total'))}</tfoot>}
        </table>
      </div>
      {total > shown.length && (
        <p className={classes.note}>{t('moreChanges', { shown: shown.length, total: format.cell(total, 'count') })}</p>
      )}
    </>
  )
}
