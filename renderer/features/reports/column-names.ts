import { useTranslation } from 'react-i18next'
import { comparisonId } from '../../../src/contract/report-spec.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useComparisonWords } from './comparison-words.ts'
import { useEditing } from './editor-context.ts'
import { dimensionIds, isChange, valueId } from './value-ids.ts'

/** What rows can be sorted by: values, theirs of the days compared with, what is calculated of them, and the rows themselves. */
export function useColumnNames(): { readonly id: string; readonly label: string }[] {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { spec, labelOfField, labelOfMetric } = useEditing()
  const comparison = useComparisonWords()
  const names = new Map(
    spec.values.map((value) => {
      const label = local(labelOfMetric(value.metric))
      return [valueId(value), value.stat === undefined ? label : `${label} · ${t(`stat-${value.stat}`)}`]
    }),
  )
  const hasLevels = spec.totals?.rows === 'all-levels' && spec.rows.length > 1
  const compared = [...names].flatMap(([id, label]) =>
    spec.compare.map((one) => ({ id: `${id}@${comparisonId(one)}`, label: `${label} · ${comparison(comparisonId(one))}` })),
  )
  const calculated = hasLevels
    ? []
    : spec.calculations.flatMap(({ id, of, as, against }) =>
        id === undefined
          ? []
          : [
              {
                id,
                label: [
                  names.get(of) ?? of,
                  isChange({ id, of, as }) ? t('changeInPercent') : t(`calc-${as}`),
                  against && comparison(against),
                ]
                  .filter(Boolean)
                  .join(' · '),
              },
            ],
      )
  const rows = dimensionIds(spec).rows.flatMap((id, place) =>
    spec.rows[place] ? [{ id, label: local(labelOfField(spec.rows[place].field)) }] : [],
  )
  return [...[...names].map(([id, label]) => ({ id, label })), ...compared, ...calculated, ...rows]
}
