import { useTranslation } from 'react-i18next'
import type { Schedule } from '../../../src/contract/pulls.ts'

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** A schedule in words. */
export function useScheduleWords(): (schedule: Schedule) => string {
  const { t } = useTranslation('connections')
  return (schedule) => {
    switch (schedule.kind) {
      case 'off':
        return t('scheduleOff')
      case 'interval':
        return schedule.minutes % 60 === 0
          ? t('everyHours', { count: schedule.minutes / 60 })
          : t('everyMinutes', { count: schedule.minutes })
      case 'daily':
        return t('dailyAt', { at: schedule.at })
      case 'weekly': {
        const days = weekdays.filter((day) => schedule.days.includes(day)).map((day) => t(`day.${day}`))
        return t('weeklyAt', { days: days.join(t('daySeparator')), at: schedule.at })
      }
    }
  }
}
