import { Checkbox, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Schedule } from '../../../src/contract/pulls.ts'
import { useWorkspace } from '../../data/queries.ts'
import classes from './connections.module.css'
import { useScheduleWords, weekdays } from './schedule-words.ts'

const kinds = ['off', 'interval', 'daily', 'weekly'] as const
const first: Readonly<Record<(typeof kinds)[number], Schedule>> = {
  off: { kind: 'off' },
  interval: { kind: 'interval', minutes: 60 },
  daily: { kind: 'daily', at: '06:00' },
  weekly: { kind: 'weekly', days: [1, 2, 3, 4, 5], at: '06:00' },
}

/** When a connection is pulled by itself. What is not right is said at its place, and told as it stands. */
export function ScheduleEditor({ schedule, onChange }: { schedule: Schedule; onChange: (schedule: Schedule) => void }) {
  const { t } = useTranslation('connections')
  const words = useScheduleWords()
  const timeZone = useWorkspace().data?.timeZone ?? 'UTC'
  const isRight = Schedule.safeParse(schedule).success
  return (
    <div className={classes.form}>
      <SegmentedControl
        aria-label={t('schedule')}
        value={schedule.kind}
        data={kinds.map((kind) => ({ value: kind, label: t(`schedule.${kind}`) }))}
        onChange={(kind) => onChange(first[kind])}
      />
      {schedule.kind === 'interval' && (
        <NumberInput
          label={t('minutes')}
          w={160}
          min={1}
          max={10_080}
          clampBehavior="none"
          hideControls
          value={schedule.minutes}
          error={isRight ? undefined : t('minutesWrong')}
          onChange={(minutes) => onChange({ ...schedule, minutes: Number(minutes) })}
        />
      )}
      {schedule.kind === 'weekly' && (
        <fieldset className={classes.days}>
          <legend>{t('days')}</legend>
          {weekdays.map((day) => (
            <Checkbox
              key={day}
              label={t(`day.${day}`)}
              checked={schedule.days.includes(day)}
              onChange={({ currentTarget }) =>
                onChange({
                  ...schedule,
                  days: weekdays.filter((one) => (one === day ? currentTarget.checked : schedule.days.includes(one))),
                })
              }
            />
          ))}
          {schedule.days.length === 0 && <span className={classes.wrong}>{t('daysWrong')}</span>}
        </fieldset>
      )}
      {(schedule.kind === 'daily' || schedule.kind === 'weekly') && (
        <TextInput
          type="time"
          label={t('at', { zone: timeZone })}
          w={160}
          value={schedule.at}
          onChange={(event) => onChange({ ...schedule, at: event.currentTarget.value })}
        />
      )}
      <p className={classes.quiet}>
        {schedule.kind === 'off' ? t('offText') : `${isRight ? `${words(schedule)}${t('fullStop')}` : ''}${t('scheduleText')}`}
      </p>
    </div>
  )
}
