import { Button } from '@mantine/core'
import { IconMathFunction } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Catalog } from '../../../src/contract/catalog.ts'
import { ReportSpec, type ReportSpecInput } from '../../../src/contract/report-spec.ts'
import type { ChartKind } from '../../../src/contract/documents.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { EmptyState } from '../../ui/states.tsx'
import { useEditing } from './editor-context.ts'
import { edit } from './report-editor.ts'
import { titleOf } from './report-title.ts'
import classes from './reports.module.css'

const starts: readonly { readonly chart: ChartKind; readonly spec: ReportSpecInput }[] = [
  { chart: 'line', spec: { values: [{ metric: 'won_value' }], rows: [{ field: 'date', grain: 'quarter' }] } },
  { chart: 'bar', spec: { values: [{ metric: 'won_value' }], rows: [{ field: 'owner.name' }], sort: [{ by: 'won_value' }] } },
  {
    chart: 'pivot',
    spec: { values: [{ metric: 'won_value' }, { metric: 'win_rate' }], rows: [{ field: 'product.line' }], totals: { rows: 'grand' } },
  },
  { chart: 'bar', spec: { values: [{ metric: 'lead_count' }], rows: [{ field: 'channel.name' }], sort: [{ by: 'lead_count' }] } },
  {
    chart: 'line',
    spec: { values: [{ metric: 'order_value' }, { metric: 'received_amount' }], rows: [{ field: 'date', grain: 'month' }] },
  },
]

/** Nothing to ask yet: what to do, and a few questions this workspace can answer. */
export function StartWith() {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const { reportKey, catalog, spec } = useEditing()
  const open = starts.map((start) => ({ ...start, spec: ReportSpec.parse(start.spec) })).filter((start) => canAsk(start.spec, catalog))
  const isBare = spec.rows.length === 0 && spec.columns.length === 0 && spec.filters.length === 0
  return (
    <div className={classes.start}>
      <EmptyState
        icon={IconMathFunction}
        title={t('noValueTitle')}
        action={
          isBare && open.length > 0 ? (
            <div className={classes.starts}>
              <span>{t('startWith')}</span>
              {open.map((start) => {
                const title = titleOf(start.spec, catalog, language)
                return (
                  <Button
                    key={title}
                    size="compact-sm"
                    variant="default"
                    onClick={() =>
                      edit(reportKey, (now) => ({ ...now, chart: start.chart, spec: start.spec }), {
                        key: 'didAdd',
                        name: { zh: titleOf(start.spec, catalog, 'zh'), en: titleOf(start.spec, catalog, 'en') },
                      })
                    }
                  >
                    {title}
                  </Button>
                )
              })}
            </div>
          ) : undefined
        }
      >
        {t('noValueText')}
      </EmptyState>
    </div>
  )
}

function canAsk(spec: ReportSpec, catalog: Catalog): boolean {
  const fields = [...spec.rows, ...spec.columns].map((use) => use.field)
  return spec.values.every(({ metric }) => {
    const known = catalog.metrics.find((one) => one.id === metric)
    return (
      known?.available === true &&
      fields.every((field) => known.dimensions.includes(field) && catalog.dimensions.some((one) => one.id === field && one.available))
    )
  })
}
