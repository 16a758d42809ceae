import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CatalogMetric } from '../../../src/contract/catalog.ts'
import { comparisonId } from '../../../src/contract/report-spec.ts'
import type { LocalText } from '../../../src/contract/text.ts'
import { calculationsOf, findCalculation, toggleCalculation, type CalculationKind } from './calculation-moves.ts'
import { useComparisonWords } from './comparison-words.ts'
import { useEditing } from './editor-context.ts'
import { isChange } from './value-ids.ts'

/** What can be worked out of a value beside itself; several at once. */
export function CalculateMenu({ of, metric, name }: { of: string; metric: CatalogMetric | undefined; name: LocalText }) {
  const { t } = useTranslation('reports')
  const { spec, move } = useEditing()
  const comparison = useComparisonWords()
  const item = (as: CalculationKind, against?: string) => {
    const one = { of, as, ...(against === undefined ? {} : { against }) }
    const place = findCalculation(spec, one)
    const standing = spec.calculations[place]
    return (
      <Menu.CheckboxItem
        key={`${as} ${against ?? ''}`}
        checked={place >= 0}
        // The comparison menu shows this change for every value, and takes it away for all of them.
        disabled={standing !== undefined && isChange(standing)}
        onChange={() => move((now) => toggleCalculation(now, one), { key: 'didCalculate', name })}
      >
        {against === undefined ? t(`calc-${as}`) : `${t(`calc-${as}`)} ${comparison(against)}`}
      </Menu.CheckboxItem>
    )
  }
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{t('calculate')}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {calculationsOf(metric).map((as) => item(as))}
        {metric?.additivity !== 'additive' && <Menu.Label>{t('onlyOfSums')}</Menu.Label>}
        <Menu.Divider />
        {spec.compare.flatMap((one) => [item('difference', comparisonId(one)), item('relative-difference', comparisonId(one))])}
        {spec.compare.length === 0 && <Menu.Label>{t('differenceNeeds')}</Menu.Label>}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}
