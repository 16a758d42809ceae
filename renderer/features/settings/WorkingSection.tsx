import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SettingsState } from '../../../src/contract/settings.ts'
import { useChangeSettings } from '../../data/settings.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { PartialNote } from '../../ui/states.tsx'
import { Setting, TextField } from './Setting.tsx'
import classes from './settings.module.css'

export function WorkingSection({ state: { settings, holidays } }: { state: SettingsState }) {
  const { t } = useTranslation('settings')
  const save = useChangeSettings()
  const { workingCalendar: calendar } = settings
  const set = (workingCalendar: Partial<typeof calendar>, what: string) => save.mutate({ change: { workingCalendar }, what })
  return (
    <section>
      <h2>{t('section.working')}</h2>
      <Setting
        label={t('workingDays')}
        help={calendar.kind === 'china' ? t('coveredYears', { from: String(holidays.from), to: String(holidays.to) }) : t('weekdaysText')}
        error={save.error}
      >
        <SegmentedControl
          aria-label={t('workingDays')}
          value={calendar.kind}
          data={[
            { value: 'china', label: t('china') },
            { value: 'weekdays', label: t('weekdays') },
          ]}
          onChange={(kind) => set({ kind }, t('workingDays'))}
        />
      </Setting>
      {holidays.uncovered.length > 0 && <PartialNote>{t('uncovered', { years: holidays.uncovered.join(', ') })}</PartialNote>}
      <Setting label={t('workingHours')} help={t('workingHoursText')}>
        <div className={classes.withUnit}>
          <TextField
            label={t('hoursFrom')}
            placeholder="09:00"
            width={72}
            value={calendar.from}
            onSave={(from) => set({ from }, t('workingHours'))}
          />
          <span>–</span>
          <TextField
            label={t('hoursTo')}
            placeholder="09:00"
            width={72}
            value={calendar.to}
            onSave={(to) => set({ to }, t('workingHours'))}
          />
        </div>
      </Setting>
      <DayList
        label={t('daysOff')}
        help={t('daysOffText')}
        days={calendar.daysOff}
        onChange={(daysOff) => set({ daysOff }, t('daysOff'))}
      />
      <DayList label={t('daysOn')} help={t('daysOnText')} days={calendar.daysOn} onChange={(daysOn) => set({ daysOn }, t('daysOn'))} />
    </section>
  )
}

function DayList({
  label,
  help,
  days,
  onChange,
}: {
  label: string
  help: string
  days: readonly string[]
  onChange: (days: string[]) => void
}) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  return (
    <Setting label={label} help={help}>
      <div className={classes.chips}>
        {days.map((day) => (
          <span key={day} className={classes.chip}>
            {format.day(day)}
            <ActionIcon
              size="xs"
              aria-label={t('removeWhat', { what: format.day(day) })}
              onClick={() => onChange(days.filter((one) => one !== day))}
            >
              <IconX size={12} stroke={1.5} />
            </ActionIcon>
          </span>
        ))}
        <TextField
          label={t('addDayTo', { list: label })}
          placeholder="2026-10-08"
          width={110}
          value=""
          onSave={(day) => day.trim() !== '' && !days.includes(day.trim()) && onChange([...days, day.trim()].sort())}
        />
      </div>
    </Setting>
  )
}
