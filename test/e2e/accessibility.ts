import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { settled } from './watched-page.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What differs between the light and the dark look of one page. */
export const coloursOnly: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }

/** Violations that keep somebody from using the page, with the elements that cause them. */
export async function seriousViolations(page: Page, options: RunOptions = {}): Promise<string[]> {
  await settled(page)
  // Colours in the middle of a transition would be measured.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))))
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  // What passed need not be described: that takes several times as long as the rules. No rule needs style sheets or media fetched.
  const results = await page.evaluate(
    async (given) => await (window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }).axe.run(given),
    { resultTypes: ['violations'], preload: false, ...options } satisfies RunOptions,
  )
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`))
}
