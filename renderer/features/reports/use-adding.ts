import { useTranslation } from 'react-i18next'
import { useLocal } from '../../i18n/i18n.ts'
import { useEditing } from './editor-context.ts'
import { fieldLabel, type Field } from './field-list.ts'
import { addDimension, addMetric, fittingShelf, isUsed, type DimensionShelf } from './report-moves.ts'
import { hasColour } from './shelf-places.ts'

/** Puts a field onto a shelf (the fitting one by default) and says so. */
export function useAdding(): (field: Field, shelf?: DimensionShelf) => void {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { spec, draft, move, say, isDate } = useEditing()
  return (field, shelf) => {
    if (field.refusal !== null) return
    const name = fieldLabel(field)
    const to = field.kind === 'metric' ? 'values' : (shelf ?? fittingShelf(spec, field.dimension, isDate))
    const here = field.kind === 'metric' ? spec.values.some((value) => value.metric === field.id) : isUsed(spec, field.id)
    if (here) return say(t('saidAlready', { field: local(name) }))
    const done = move(
      (now) =>
        field.kind === 'metric' ? addMetric(now, field.metric) : addDimension(now, field.dimension, to === 'columns' ? 'columns' : 'rows'),
      { key: 'didAdd', name },
    )
    const shown = to === 'columns' && hasColour(draft.chart) && spec.columns.length === 0 ? 'colour' : to
    say(done ? t('saidAdded', { field: local(name), shelf: t(shown) }) : t('saidFull', { shelf: t(to) }))
  }
}
