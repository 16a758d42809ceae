import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Violations that keep somebody from using the page, with the elements that cause them. */
export async function seriousViolations(page: Page): Promise<string[]> {
  await comeToRest(page)
  // Colours in the middle of a transition would be measured.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))))
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  // What passed need not be described: that takes several times as long as the rules.
  const results = await page.evaluate(
    async (options) => await (window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }).axe.run(options),
    { resultTypes: ['violations'] } satisfies RunOptions,
  )
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`))
}

/** Resolves when nothing on the page has changed for a while. */
async function comeToRest(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const rest = (): void => (observer.disconnect(), resolve())
        let timer = setTimeout(rest, 300)
        const observer = new MutationObserver(() => {
          clearTimeout(timer)
          timer = setTimeout(rest, 300)
        })
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
      }),
  )
}
