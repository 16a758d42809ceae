import '@fontsource-variable/inter/wght.css'
import './theme/mantine-styles.ts'
import './theme/tokens.css'
import './theme/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import type { Connection } from './data/connection.ts'
import { startI18n } from './i18n/i18n.ts'

export async function start(connection: Connection): Promise<void> {
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no #root')
  await startI18n()
  createRoot(root).render(
    <StrictMode>
      <App connection={connection} />
    </StrictMode>,
  )
}
