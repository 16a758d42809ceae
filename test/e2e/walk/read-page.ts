import type { Locator, Page } from 'playwright-core'

/** `¥25,497,900` -> 25497900. */
export function numberIn(text: string): number {
  const found = /-?[\d,]+(\.\d+)?/.exec(text.replace('−', '-'))?.[0]
  return Number(found?.replaceAll(',', '') ?? Number.NaN)
}

export function kpi(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true }).getByRole('button', { name: /\d/ })
}

export async function kpiFigure(page: Page, title: string): Promise<number> {
  return numberIn((await kpi(page, title).getAttribute('title')) ?? '')
}

/** Body rows of a table as lists of cell texts. */
export async function cells(table: Locator): Promise<string[][]> {
  return await table
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => (cell as HTMLElement).innerText)))
}
