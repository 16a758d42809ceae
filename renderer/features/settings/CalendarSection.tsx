import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { calendarKinds, type SettingsState } from '../../../src/contract/settings.ts'
import { useChangeSettings } from '../../data/settings.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { ChoiceSetting, Setting, TextField } from './Setting.tsx'

const zones = Intl.supportedValuesOf('timeZone')

/** Names of months and weekdays in the reader's language; 4 January 2026 is a Sunday. */
function calendarWords(language: string): { months: string[]; weekdays: string[] } {
  const locale = language === 'zh' ? 'zh-CN' : 'en'
  const say = (date: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(date)
  return {
    months: Array.from({ length: 12 }, (_, month) => say(new Date(Date.UTC(2026, month, 1)), { month: 'long' })),
    weekdays: Array.from({ length: 7 }, (_, day) => say(new Date(Date.UTC(2026, 0, 5 + day)), { weekday: 'long' })),
  }
}

export function CalendarSection({ state: { settings } }: { state: SettingsState }) {
  const { t } = useTranslation('settings')
  const { months, weekdays } = calendarWords(useLanguage())
  const save = useChangeSettings()
  const numbered = (words: readonly string[]) => words.map((label, index) => ({ value: String(index + 1), label }))
  const isByWeeks = settings.calendarKind !== 'gregorian'
  return (
    <section>
      <h2>{t('section.calendar')}</h2>
      <ChoiceSetting
        label={t('timeZone')}
        help={t('timeZoneText')}
        value={settings.timeZone}
        searchable
        choices={[...new Set([settings.timeZone, ...zones])].map((zone) => ({ value: zone, label: zone }))}
        toChange={(timeZone) => ({ timeZone })}
      />
      <ChoiceSetting
        label={t('firstDayOfWeek')}
        value={String(settings.firstDayOfWeek)}
        choices={numbered(weekdays)}
        toChange={(day) => ({ firstDayOfWeek: Number(day) })}
      />
      <ChoiceSetting
        label={t('fiscalStart')}
        help={t('fiscalStartText')}
        value={String(settings.fiscalYearStartMonth)}
        choices={numbered(months)}
        toChange={(month) => ({ fiscalYearStartMonth: Number(month) })}
      />
      <Setting label={t('calendarKind')} help={t('calendarKindText')} error={save.error}>
        <SegmentedControl
          aria-label={t('calendarKind')}
          value={settings.calendarKind}
          data={calendarKinds.map((kind) => ({ value: kind, label: kind === 'gregorian' ? t('gregorian') : kind }))}
          onChange={(calendarKind) => save.mutate({ change: { calendarKind }, what: t('calendarKind') })}
        />
      </Setting>
      {isByWeeks && (
        <Setting label={t('firstWeek')} help={t('firstWeekText')}>
          <SegmentedControl
            aria-label={t('firstWeek')}
            value={settings.fiscalFirstWeek}
            data={[
              { value: 'nearest', label: t('firstWeekNearest') },
              { value: 'containing', label: t('firstWeekContaining') },
            ]}
            onChange={(fiscalFirstWeek) => save.mutate({ change: { fiscalFirstWeek }, what: t('firstWeek') })}
          />
        </Setting>
      )}
      <Setting label={t('clock')} help={t('clockText')}>
        <TextField
          label={t('clock')}
          placeholder="2026-09-30"
          width={120}
          value={settings.clock ?? ''}
          onSave={(day) => save.mutate({ change: { clock: day === '' ? null : day }, what: t('clock') })}
        />
      </Setting>
    </section>
  )
}
