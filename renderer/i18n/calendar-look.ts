import { useTranslation } from 'react-i18next'
import { formatDay } from './format-time.ts'
import { useLanguage } from './i18n.ts'

/** What every calendar needs to speak the reader's language, to eyes and ears. */
export function useCalendarLook() {
  const { t } = useTranslation('ui')
  const language = useLanguage()
  return {
    monthLabelFormat: language === 'zh' ? 'YYYY年M月' : 'MMMM YYYY',
    yearLabelFormat: language === 'zh' ? 'YYYY年' : 'YYYY',
    hideOutsideDates: true,
    getDayProps: (day: string) => ({ 'aria-label': formatDay(day, language) }),
    ariaLabels: {
      previousMonth: t('previousMonth'),
      nextMonth: t('nextMonth'),
      previousYear: t('previousYear'),
      nextYear: t('nextYear'),
      previousDecade: t('previousDecade'),
      nextDecade: t('nextDecade'),
    },
  } as const
}
