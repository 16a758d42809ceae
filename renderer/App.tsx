import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import 'dayjs/locale/zh-cn'
import { useState } from 'react'
import type { Connection } from './data/connection.ts'
import { createQueryClient, SessionProvider } from './data/session.tsx'
import { Frame } from './frame/Frame.tsx'
import { useLanguage } from './i18n/i18n.ts'
import { cssVariables, theme } from './theme/theme.ts'

/** The whole face, over any connection. */
export function App({ connection }: { connection: Connection }) {
  const [queries] = useState(createQueryClient)
  const language = useLanguage()
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <DatesProvider settings={{ locale: language === 'zh' ? 'zh-cn' : 'en', firstDayOfWeek: 1 }}>
        <SessionProvider connection={connection} queries={queries}>
          <Frame />
        </SessionProvider>
      </DatesProvider>
    </MantineProvider>
  )
}

function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
