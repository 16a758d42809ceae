import { useTranslation } from 'react-i18next'
import type { SettingsState } from '../../../src/contract/settings.ts'
import type { Thresholds } from '../../../src/contract/thresholds.ts'
import { NumberSetting } from './Setting.tsx'
import classes from './settings.module.css'

const fields: readonly (readonly [keyof Thresholds, 'minutes' | 'days'])[] = [
  ['responseMinutes', 'minutes'],
  ['leakageDays', 'days'],
  ['activeCustomerDays', 'days'],
]

export function ThresholdsSection({ state: { settings } }: { state: SettingsState }) {
  const { t } = useTranslation('settings')
  return (
    <section>
      <h2>{t('section.thresholds')}</h2>
      <p className={classes.quiet}>{t('limitsText')}</p>
      {fields.map(([field, unit]) => (
        <NumberSetting
          key={field}
          label={t(`limit.${field}`)}
          unit={t(`unit.${unit}`)}
          value={settings.thresholds[field]}
          min={0}
          toChange={(typed) => ({ thresholds: { [field]: typed } })}
        />
      ))}
    </section>
  )
}
