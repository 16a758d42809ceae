import { Button, Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Comparison } from '../../../src/contract/report-spec.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { AsOfChooser } from './AsOfChooser.tsx'
import { ChartSwitch } from './ChartSwitch.tsx'
import { useEditing } from './editor-context.ts'
import { PeriodChooser } from './PeriodChooser.tsx'
import { canCompare } from './report-moves.ts'
import { cycleSort, setColumnTotals, setRowTotals, setSort, showsChange, toggleChange, toggleComparison } from './report-settings.ts'
import { settingLook } from './setting-look.tsx'
import { TopChooser } from './TopChooser.tsx'
import { dimensionIds, valueId } from './value-ids.ts'
import classes from './reports.module.css'

/** What holds for the whole report: its days, comparison, totals, order and form. */
export function SettingsBar() {
  return (
    <div className={classes.settings}>
      <PeriodChooser />
      <AsOfChooser />
      <CompareMenu />
      <TotalsMenu />
      <SortMenu />
      <TopChooser />
      <ChartSwitch />
    </div>
  )
}

function CompareMenu() {
  const { t } = useTranslation('reports')
  const { spec, move } = useEditing()
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Button {...settingLook({ label: t('compare'), on: spec.compare.length > 0 })} />
      </Menu.Target>
      <Menu.Dropdown>
        {Comparison.options.map((comparison) => (
          <Menu.CheckboxItem
            key={comparison}
            checked={spec.compare.includes(comparison)}
            disabled={!canCompare(spec)}
            onChange={() => move((now) => toggleComparison(now, comparison), { key: 'didCompare' })}
          >
            {t(`compare-${comparison}`)}
          </Menu.CheckboxItem>
        ))}
        {!canCompare(spec) && <Menu.Label>{t('compareNeeds')}</Menu.Label>}
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
  )
}

function TotalsMenu() {
  const { t } = useTranslation('reports')
  const { spec, move } = useEditing()
  const rows = spec.totals?.rows ?? 'none'
  const columns = spec.totals?.columns ?? 'none'
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Button {...settingLook({ label: t('totals'), on: rows !== 'none' || columns !== 'none' })} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={rows}>
          {(['none', 'grand', 'all-levels'] as const).map((choice) => (
            <Menu.RadioItem key={choice} value={choice} onChange={() => move((now) => setRowTotals(now, choice), { key: 'didTotals' })}>
              {t(`rowTotals-${choice}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={columns === 'grand'}
          disabled={spec.columns.length === 0 && columns === 'none'}
          onChange={() => move((now) => setColumnTotals(now, columns === 'grand' ? 'none' : 'grand'), { key: 'didTotals' })}
        >
          {t('columnTotal')}
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  )
}

function SortMenu() {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { spec, move, labelOfField, labelOfMetric } = useEditing()
  const rows = dimensionIds(spec).rows.flatMap((id, place) =>
    spec.rows[place] ? [{ id, label: local(labelOfField(spec.rows[place].field)) }] : [],
  )
  const values = spec.values.map((value) => ({
    id: valueId(value),
    label:
      value.stat === undefined ? local(labelOfMetric(value.metric)) : `${local(labelOfMetric(value.metric))} · ${t(`stat-${value.stat}`)}`,
  }))
  const now = spec.sort[0]
  const Arrow = now?.direction === 'asc' ? IconArrowUp : IconArrowDown
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Button {...settingLook({ label: t('sort'), on: now !== undefined })} />
      </Menu.Target>
      <Menu.Dropdown>
        {[...values, ...rows].map(({ id, label }) => (
          <Menu.Item
            key={id}
            rightSection={
              now?.by === id ? <Arrow size={14} stroke={2} aria-label={t(now.direction === 'asc' ? 'sortUp' : 'sortDown')} /> : null
            }
            onClick={() => move((spec) => cycleSort(spec, id), { key: 'didSort' })}
          >
            {t('sortBy', { field: label })}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item disabled={now === undefined} onClick={() => move((spec) => setSort(spec, null), { key: 'didSort' })}>
          {t('sortNatural')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
