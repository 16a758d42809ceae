import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { navigate } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { failureOf } from '../../ui/failure.ts'
import { useEditing } from './editor-context.ts'
import { undo, useEditors } from './report-editor.ts'
import { removeAt } from './report-moves.ts'
import { removeFilter } from './report-settings.ts'
import classes from './result.module.css'

interface ProblemProps {
  readonly error: unknown
  /** Whether an older answer stands below. */
  readonly hasLast: boolean
  readonly onRetry: () => void
}

/** Why there is no answer to this report, in its place, with the ways out. */
export function ResultProblem({ error, hasLast, onRetry }: ProblemProps) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { reportKey, spec, move, labelOfField, labelOfMetric } = useEditing()
  const { code, text, details } = failureOf(error)
  const dimension = typeof details.dimension === 'string' ? details.dimension : typeof details.field === 'string' ? details.field : null
  const name = dimension === null ? null : labelOfField(dimension)
  const metric = spec.values.findIndex((value) => value.metric === details.metric)
  const canUndo = useEditors((state) => (state.open[reportKey]?.history.past.length ?? 0) > 0)
  const isThere = [...spec.rows, ...spec.columns, ...spec.filters].some((use) => use.field === dimension)
  return (
    <div className={classes.problem} role="alert" data-over={hasLast || undefined}>
      <IconAlertTriangle size={18} stroke={1.5} aria-hidden />
      <div>
        <p>{local(text)}</p>
        {hasLast && <p className={classes.staleNote}>{t('staleAnswer')}</p>}
        <div className={classes.waysOut}>
          {dimension !== null && name !== null && isThere && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => move((now) => withoutField(now, dimension), { key: 'didRemove', name })}
            >
              {t('removeField', { field: local(name) })}
            </Button>
          )}
          {metric >= 0 && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() =>
                move((now) => removeAt(now, 'values', metric), { key: 'didRemove', name: labelOfMetric(spec.values[metric]?.metric ?? '') })
              }
            >
              {t('removeField', { field: local(labelOfMetric(spec.values[metric]?.metric ?? '')) })}
            </Button>
          )}
          {canUndo && (
            <Button size="compact-sm" variant="default" onClick={() => undo(reportKey)}>
              {t('undoLast')}
            </Button>
          )}
          {code === 'missing-data' && (
            <Button size="compact-sm" variant="default" onClick={() => navigate('data')}>
              {t('addFiles')}
            </Button>
          )}
          {code === 'internal' && (
            <Button size="compact-sm" variant="default" onClick={onRetry}>
              {t('retry')}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}

function withoutField(spec: Parameters<typeof removeAt>[0], field: string) {
  const rows = spec.rows.findIndex((use) => use.field === field)
  if (rows >= 0) return removeAt(spec, 'rows', rows)
  const columns = spec.columns.findIndex((use) => use.field === field)
  if (columns >= 0) return removeAt(spec, 'columns', columns)
  return removeFilter(
    spec,
    spec.filters.findIndex((filter) => filter.field === field),
  )
}
