import { useTranslation } from 'react-i18next'
import type { SettingsState } from '../../../src/contract/settings.ts'
import type { Thresholds } from '../../../src/contract/thresholds.ts'
import { NumberSetting } from './Setting.tsx'
import classes from './settings.module.css'

type Unit = 'minutes' | 'hours' | 'days' | 'times' | 'money' | 'percent'
const groups: readonly { readonly id: 'metrics' | 'studies'; readonly fields: readonly (readonly [keyof Thresholds, Unit])[] }[] = [
  {
    id: 'metrics',
    fields: [
      ['responseMinutes', 'minutes'],
      ['leakageDays', 'days'],
      ['activeCustomerDays', 'days'],
    ],
  },
  {
    id: 'studies',
    fields: [
      ['hotLeadCallMinutes', 'minutes'],
      ['hotLeadFollowUpHours', 'hours'],
      ['coldLeadDays', 'days'],
      ['pageViews', 'times'],
      ['highValueAmount', 'money'],
      ['highValueQuietDays', 'days'],
      ['staleDealDays', 'days'],
      ['slippedPushes', 'times'],
      ['collisionDays', 'days'],
      ['discountLimit', 'percent'],
      ['instalmentDueDays', 'days'],
      ['paidWithoutDeliveryDays', 'days'],
      ['complaintHours', 'hours'],
    ],
  },
]

export function ThresholdsSection({ state: { settings } }: { state: SettingsState }) {
  const { t } = useTranslation('settings')
  return (
    <section>
      <h2>{t('section.thresholds')}</h2>
      {groups.map(({ id, fields }) => (
        <div key={id}>
          <h3>{t(`limits.${id}`)}</h3>
          <p className={classes.quiet}>{t(`limitsText.${id}`)}</p>
          {fields.map(([field, unit]) => {
            const isPercent = unit === 'percent'
            const value = settings.thresholds[field]
            return (
              <NumberSetting
                key={field}
                label={t(`limit.${field}`)}
                unit={unit === 'money' ? (settings.reportingCurrency ?? '') : t(`unit.${unit}`)}
                value={isPercent ? Number((value * 100).toFixed(4)) : value}
                min={0}
                toChange={(typed) => ({ thresholds: { [field]: isPercent ? Number((typed / 100).toFixed(6)) : typed } })}
              />
            )
          })}
        </div>
      ))}
    </section>
  )
}
