import { useTranslation } from 'react-i18next'
import { useLocal } from '../../i18n/i18n.ts'
import type { Over } from './drag-state.ts'
import { useEditing } from './editor-context.ts'
import { useFilterTarget } from './filter-target.ts'
import { edit } from './report-editor.ts'
import { isUsed, removeAt } from './report-moves.ts'
import { chartWithColour, landing, movePill, placeDimension, placeMetric } from './shelf-moves.ts'
import { isDimensionShelf, shownAt, type Carried, type Place, type ShelfName } from './shelf-places.ts'

/** Puts down what was carried, as one step with its name, and says where it landed. */
export function useDropping(): (carried: Carried, over: Over) => void {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { reportKey, draft, spec, catalog, move, say, labelOfField, labelOfMetric } = useEditing()
  const isDateField = (field: string) => catalog.dimensions.some((one) => one.id === field && one.isDate)
  const { open, openMetric } = useFilterTarget()
  return (carried, over) => {
    const name = carried.kind === 'metric' ? labelOfMetric(carried.field) : labelOfField(carried.field)
    const from = typeof carried.from === 'object' ? carried.from : null
    if (over === 'away') {
      if (from && move((now) => removeAt(now, from.shelf, from.index), { key: 'didRemove', name }))
        say(t('saidRemoved', { field: local(name), shelf: t(shownAt(spec, draft.chart, from.shelf, from.index).shelf) }))
      return
    }
    if (over.shelf === 'filters') {
      const value = from?.shelf === 'values' ? spec.values[from.index] : undefined
      if (carried.kind === 'dimension') open(carried.field)
      else
        openMetric({
          metric: carried.field,
          ...(value?.stat === undefined ? {} : { stat: value.stat }),
          ...(value?.params === undefined ? {} : { params: value.params }),
        })
      return
    }
    const isNew =
      from === null && !(carried.kind === 'metric' ? spec.values.some((one) => one.metric === carried.field) : isUsed(spec, carried.field))
    const landed = drop(carried, over, { key: isNew ? 'didAdd' : 'didMove', name })
    const isLoneColour = over.shelf === 'columns' && from?.shelf === 'columns' && spec.columns.length === 1
    if (landed === null) return say(t(isLoneColour ? 'saidStaysColour' : 'saidStays', { field: local(name) }))
    say(t(isNew ? 'saidAdded' : 'saidMovedTo', { field: local(name), shelf: t(landed) }))
    if (carried.from !== 'list') focusPill(landed, carried.field)
  }

  function drop(carried: Carried, place: Place, label: Parameters<typeof edit>[2]): ShelfName | null {
    const gap = landing(spec, draft.chart, typeof carried.from === 'object' ? carried.from : null, place)
    if (gap === null) return null
    const { shelf, index } = gap
    const after =
      typeof carried.from === 'object'
        ? movePill(spec, carried.from, gap)
        : carried.kind === 'metric'
          ? placeMetric(spec, { id: carried.field }, index)
          : isDimensionShelf(shelf)
            ? placeDimension(spec, { id: carried.field, isDate: isDateField(carried.field) }, { shelf, index })
            : spec
    const chart = place.shelf === 'colour' ? chartWithColour(draft.chart, after, isDateField) : draft.chart
    if (after === spec && chart === draft.chart) return null
    edit(reportKey, (now) => ({ ...now, spec: after, chart }), label)
    if (!isDimensionShelf(shelf)) return shelf
    return shownAt(
      after,
      chart,
      shelf,
      after[shelf].findIndex((use) => use.field === carried.field),
    ).shelf
  }
}

/** The focus goes along with what was moved. */
function focusPill(shelf: string, field: string): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-shelf="${shelf}"] [data-pill][data-of="${CSS.escape(field)}"]`)?.focus(),
  )
}
