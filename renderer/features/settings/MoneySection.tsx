import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsState } from '../../../src/contract/settings.ts'
import { useChangeSettings } from '../../data/settings.ts'
import { useWorkspace } from '../../data/queries.ts'
import { hashOf } from '../../frame/router.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/states.tsx'
import { ChoiceSetting, Setting, TextField } from './Setting.tsx'
import classes from './settings.module.css'

const common = ['CNY', 'USD', 'EUR', 'HKD', 'GBP', 'JPY', 'SGD', 'TWD', 'KRW', 'AUD', 'CAD', 'CHF']
const currencies = [...new Set([...common, ...Intl.supportedValuesOf('currency')])]

export function MoneySection({ state: { settings } }: { state: SettingsState }) {
  const { t } = useTranslation('settings')
  const language = useLanguage()
  const save = useChangeSettings()
  const names = new Intl.DisplayNames(language === 'zh' ? 'zh-CN' : 'en', { type: 'currency' })
  const clock = useWorkspace().data?.clock
  const year = settings.budgetYear ?? Number(clock?.slice(0, 4) ?? 2026)
  return (
    <section>
      <h2>{t('section.money')}</h2>
      <ChoiceSetting
        label={t('reportingCurrency')}
        help={t('reportingCurrencyText')}
        value={settings.reportingCurrency}
        searchable
        placeholder={t('notSet')}
        choices={currencies.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))}
        toChange={(reportingCurrency) => ({ reportingCurrency })}
      />
      <Setting label={t('rateRule')} help={t('rateRuleText')} error={save.error}>
        <SegmentedControl
          aria-label={t('rateRule')}
          value={settings.rateRule}
          data={[
            { value: 'event-date', label: t('rateEvent') },
            { value: 'budget', label: t('rateBudget') },
          ]}
          onChange={(rateRule) =>
            save.mutate({ change: rateRule === 'budget' ? { rateRule, budgetYear: year } : { rateRule }, what: t('rateRule') })
          }
        />
        <a className={classes.link} href={hashOf('sheets', 'exchange-rates')}>
          {t('toRates')}
        </a>
      </Setting>
      <BudgetRates settings={settings} year={year} />
    </section>
  )
}

function BudgetRates({ settings, year }: { settings: SettingsState['settings']; year: number }) {
  const { t } = useTranslation('settings')
  const save = useChangeSettings()
  const [added, setAdded] = useState<string | null>(null)
  const rates = settings.budgetRates[String(year)] ?? {}
  const set = (currency: string, rate: number | null) =>
    save.mutate({ change: { budgetRates: { [year]: { [currency]: rate } } }, what: t('budgetRateOf', { currency, year }) })
  return (
    <div className={classes.block}>
      <div className={classes.blockHead}>
        <h3>{t('budgetRates')}</h3>
        <TextField
          label={t('budgetYear')}
          value={String(year)}
          width={80}
          align="right"
          onSave={(text) => /^\d{4}$/.test(text) && save.mutate({ change: { budgetYear: Number(text) }, what: t('budgetYear') })}
        />
      </div>
      <p className={classes.quiet}>{t('budgetRatesText', { currency: settings.reportingCurrency ?? t('reportingCurrency') })}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('currency')}</th>
            <th scope="col" data-number>
              {t('rate')}
            </th>
            <th scope="col" aria-label={t('remove')} />
          </tr>
        </thead>
        <tbody>
          {Object.entries(rates).map(([currency, rate]) => (
            <tr key={currency}>
              <td>{currency}</td>
              <td data-number>
                <TextField
                  label={t('budgetRateOf', { currency, year })}
                  value={String(rate)}
                  width={120}
                  align="right"
                  onSave={(text) => Number(text) > 0 && set(currency, Number(text))}
                />
              </td>
              <td data-number>
                <ActionIcon aria-label={t('removeWhat', { what: currency })} onClick={() => set(currency, null)}>
                  <IconTrash size={15} stroke={1.5} />
                </ActionIcon>
              </td>
            </tr>
          ))}
          <tr>
            <td>
              <TextField
                label={t('newCurrency')}
                value={added ?? ''}
                placeholder="USD"
                width={90}
                onSave={(text) => setAdded(text.trim().toUpperCase())}
              />
            </td>
            <td data-number>
              <TextField
                label={t('newRate')}
                value=""
                placeholder="7.1"
                width={120}
                align="right"
                onSave={(text) => {
                  if (added === null || !/^[A-Z]{3}$/.test(added) || !(Number(text) > 0)) return
                  set(added, Number(text))
                  setAdded(null)
                }}
              />
            </td>
            <td />
          </tr>
        </tbody>
      </table>
      {save.isError && <ErrorState error={save.error} compact />}
    </div>
  )
}
