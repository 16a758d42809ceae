import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { AsOfChooser } from './AsOfChooser.tsx'
import { ChartSwitch } from './ChartSwitch.tsx'
import { CompareMenu } from './CompareMenu.tsx'
import { useEditing } from './editor-context.ts'
import { PeriodChooser } from './PeriodChooser.tsx'
import { setColumnTotals, setLimit, setRowTotals } from './report-settings.ts'
import { settingLook } from './setting-look.tsx'
import { SortMenu } from './SortMenu.tsx'
import { TopChooser } from './TopChooser.tsx'
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

function TotalsMenu() {
  const { t } = useTranslation('reports')
  const format = useFormat()
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
        <Menu.Divider />
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item>{t('limit')}</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            <Menu.RadioGroup value={String(spec.limit ?? '')}>
              {[null, ...new Set([10, 20, 50, 100, 1000, 10_000, ...(spec.limit === undefined ? [] : [spec.limit])])].map((rows) => (
                <Menu.RadioItem
                  key={rows ?? 'all'}
                  value={String(rows ?? '')}
                  onChange={() => move((now) => setLimit(now, rows), { key: 'didLimit' })}
                >
                  {rows === null ? t('limitNone') : format.cell(rows, 'count')}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      </Menu.Dropdown>
    </Menu>
  )
}
