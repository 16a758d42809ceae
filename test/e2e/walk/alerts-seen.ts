import type { Page } from 'playwright-core'

const alerts = '[role=alert]'

/** Notes the text of every alert from now on, also of one that is gone before anybody could look. */
export async function watchAlerts(page: Page): Promise<() => Promise<string[]>> {
  const seen = await page.evaluateHandle((selector) => {
    const texts = new Set<string>()
    const note = () => document.querySelectorAll(selector).forEach((alert) => texts.add((alert as HTMLElement).innerText))
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true })
    note()
    return texts
  }, alerts)
  return async () => await seen.evaluate((texts) => [...texts])
}
