import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Calculation } from '../../../src/contract/report-spec.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { removeCalculation, setSpan } from './calculation-moves.ts'
import { useComparisonWords } from './comparison-words.ts'
import { useEditing } from './editor-context.ts'
import { setSort } from './report-settings.ts'
import classes from './reports.module.css'

/** What is worked out of a value, behind it: its share, its rank, its running total. */
export function CalculationPill({ calculation, index, of }: { calculation: Calculation; index: number; of: string }) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { spec, move, say, labelOfMetric } = useEditing()
  const comparison = useComparisonWords()
  const span = calculation.over ?? 3
  const what = t(`calc-${calculation.as}`)
  const against = calculation.against === undefined ? what : `${what} ${comparison(calculation.against)}`
  const name = labelOfMetric(of)
  const label = calculation.as === 'moving-average' ? `${what} · ${t('spanRows', { count: span })}` : against
  const remove = () => {
    move((now) => removeCalculation(now, index), { key: 'didCalculate', name })
    say(t('saidRemoved', { field: label, shelf: t('values') }))
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-shelf="values"] [data-pill]')?.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    remove()
  }
  const { id } = calculation
  const sort = (direction: 'asc' | 'desc') => id !== undefined && move((now) => setSort(now, { by: id, direction }), { key: 'didSort' })
  const hasLevels = spec.totals?.rows === 'all-levels' && spec.rows.length > 1
  return (
    <Menu position="bottom-start" width={230} loop={false}>
      <Menu.Target>
        <button
          type="button"
          data-pill
          data-calculation
          className={classes.pill}
          title={`${local(name)} · ${label}`}
          aria-label={t('pillMenu', { field: `${local(name)} · ${label}`, shelf: t('values') })}
          onKeyDown={onKeyDown}
        >
          <span className="clip">{label}</span>
          <IconChevronDown size={12} stroke={1.5} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {calculation.as === 'moving-average' && (
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item>{t('span')}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              <Menu.RadioGroup value={String(span)}>
                {[...new Set([2, 3, 4, 6, 7, 12, 30, 52, span])].map((over) => (
                  <Menu.RadioItem
                    key={over}
                    value={String(over)}
                    closeMenuOnClick
                    onChange={() => move((now) => setSpan(now, index, over), { key: 'didCalculate', name })}
                  >
                    {t('spanRows', { count: over })}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        )}
        {!hasLevels && (
          <>
            <Menu.Item onClick={() => sort('desc')}>{t('sortDown')}</Menu.Item>
            <Menu.Item onClick={() => sort('asc')}>{t('sortUp')}</Menu.Item>
          </>
        )}
        <Menu.Item onClick={remove} rightSection={<kbd className={classes.key}>Del</kbd>}>
          {t('removePill')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
