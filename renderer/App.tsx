import { MantineProvider } from '@mantine/core'
import { DatesProvider, type DayOfWeek } from '@mantine/dates'
import 'dayjs/locale/zh-cn'
import { useState, type ReactNode } from 'react'
import type { Connection } from './data/connection.ts'
import { createQueryClient, SessionProvider } from './data/session.tsx'
import { useSettings } from './data/settings.ts'
import { Frame } from './frame/Frame.tsx'
import { useLanguage } from './i18n/i18n.ts'
import { cssVariables, theme } from './theme/theme.ts'

/** The whole face, over any connection. */
export function App({ connection }: { connection: Connection }) {
  const [queries] = useState(createQueryClient)
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <SessionProvider connection={connection} queries={queries}>
        <Dates>
          <Frame />
        </Dates>
      </SessionProvider>
    </MantineProvider>
  )
}

function Dates({ children }: { children: ReactNode }) {
  const language = useLanguage()
  const first = useSettings().data?.settings.firstDayOfWeek ?? 1
  return <DatesProvider settings={{ locale: language === 'zh' ? 'zh-cn' : 'en', firstDayOfWeek: weekday(first) }}>{children}</DatesProvider>
}

/** Sunday is 7 in the settings and 0 in the calendars. */
function weekday(day: number): DayOfWeek {
  return (day % 7) as DayOfWeek
}

function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
