import { Button, Menu, Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { comparisonId, Comparison } from '../../../src/contract/report-spec.ts'
import { useWorkspace } from '../../data/queries.ts'
import { useCalendarLook } from '../../i18n/calendar-look.ts'
import { useComparisonWords } from './comparison-words.ts'
import { useEditing } from './editor-context.ts'
import { canCompare, canCompareWith } from './report-moves.ts'
import { addOwnComparison, removeComparison, showsChange, toggleChange, toggleComparison } from './report-settings.ts'
import { settingLook } from './setting-look.tsx'
import classes from './reports.module.css'

/** What the numbers stand beside: several at once, also days of one's own. */
export function CompareMenu() {
  const { t } = useTranslation('reports')
  const { spec, move } = useEditing()
  const comparison = useComparisonWords()
  const [picks, setPicks] = useState(false)
  const can = canCompare(spec)
  const own = spec.compare.filter((one) => typeof one !== 'string')
  return (
    <Popover opened={picks} onChange={setPicks} position="bottom-start" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <div>
          <Menu closeOnItemClick={false} position="bottom-start">
            <Menu.Target>
              <Button {...settingLook({ label: t('compare'), on: spec.compare.length > 0 })} />
            </Menu.Target>
            <Menu.Dropdown>
              {Comparison.options.map((one) => (
                <Menu.CheckboxItem
                  key={one}
                  checked={spec.compare.includes(one)}
                  disabled={!canCompareWith(spec, one)}
                  onChange={() => move((now) => toggleComparison(now, one), { key: 'didCompare' })}
                >
                  {t(`compare-${one}`)}
                </Menu.CheckboxItem>
              ))}
              {own.map((one) => (
                <Menu.CheckboxItem
                  key={comparisonId(one)}
                  checked
                  rightSection={<IconX size={13} stroke={1.5} aria-hidden />}
                  onChange={() => move((now) => removeComparison(now, comparisonId(one)), { key: 'didCompare' })}
                >
                  {comparison(comparisonId(one))}
                </Menu.CheckboxItem>
              ))}
              <Menu.Item closeMenuOnClick disabled={spec.period === undefined || spec.compare.length >= 8} onClick={() => setPicks(true)}>
                {t('compareOwn')}
              </Menu.Item>
              {spec.period === undefined && <Menu.Label>{t(can ? 'compareNeedsPeriod' : 'compareNeeds')}</Menu.Label>}
              <Menu.Divider />
              <Menu.CheckboxItem
                checked={showsChange(spec)}
                disabled={spec.compare.length === 0}
                onChange={() => move(toggleChange, { key: 'didCompare' })}
              >
                {t('showChange')}
              </Menu.CheckboxItem>
            </Menu.Dropdown>
          </Menu>
        </div>
      </Popover.Target>
      <Popover.Dropdown className={classes.filterBox ?? ''} role="dialog" aria-label={t('compareOwn')}>
        <OwnDays onDone={() => setPicks(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function OwnDays({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('reports')
  const { move } = useEditing()
  const look = useCalendarLook()
  const clock = useWorkspace().data?.clock
  const [first, setFirst] = useState<string | null>(null)
  return (
    <>
      <strong>{t('compareOwnTitle')}</strong>
      <DatePicker
        type="range"
        size="xs"
        allowSingleDateInRange
        value={[first, null]}
        onChange={([from, to]) => {
          if (from === null || to === null) return setFirst(from)
          move((now) => addOwnComparison(now, { from, to }), { key: 'didCompare' })
          onDone()
        }}
        {...(clock === undefined ? {} : { defaultDate: clock })}
        {...look}
      />
    </>
  )
}
