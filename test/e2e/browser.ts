import { chromium, type Browser } from 'playwright-core'
import { findChromium } from '../available.ts'

// The flags about the background keep Chromium from asking the network for anything of its own.
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('no Chromium on this machine')
  return await chromium.launch({ executablePath, headless: true, args: quiet })
}
