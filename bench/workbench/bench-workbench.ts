import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { CockpitDocument, SavedReport, type AnyTile, type ChartKind } from '../../src/contract/documents.ts'
import { ReportSpec, type ReportSpecInput } from '../../src/contract/report-spec.ts'
import { launchBrowser } from '../../test/e2e/browser.ts'
import { root, serveCompany } from './serve-company.ts'
import { openEngine, still } from '../../test/engine/ingest/engine-fixture.ts'
import { sampleCompany } from '../company/sample-company.ts'
import { watchEngine, type Asked } from './watch-engine.ts'

/** Milliseconds: median, p95 and the most of so many interactions. */
interface Spread {
  readonly count: number
  readonly median: number
  readonly p95: number
  readonly most: number
}

/** An interaction against the slowest of the questions it asked: `own` is what the page adds. */
export interface Interaction {
  readonly name: string
  readonly whole: Spread
  readonly slowest: Spread
  readonly own: Spread
}

export interface Scrolling {
  readonly name: string
  readonly rows: number
  readonly columns: number
  readonly frame: Spread
  readonly over50: number
}

export interface WorkbenchFigures {
  readonly leads: number
  readonly interactions: readonly Interaction[]
  readonly scrolling: readonly Scrolling[]
  /** Bytes, gzipped: what the page loads first, and what comes later. */
  readonly firstLoad: number
  readonly later: number
}

const interactions = 50
const loads = 8

/** How quick the face is in a real Chromium, on the sample company. */
export async function benchWorkbench(leads: number): Promise<WorkbenchFigures> {
  const { workspace } = await sampleCompany(leads)
  await saveDocuments(workspace)
  const served = await serveCompany(workspace)
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(300_000)
    await watchEngine(page)
    await page.goto(served.url)
    await page.waitForSelector('h1')
    const cockpit = await firstPaints(page)
    const crossed = await crossFilter(page)
    const long = await scrolled(page, 'a long list downwards', 'bench-long', 'down')
    const wide = await scrolled(page, 'a wide pivot sideways', 'bench-wide', 'across')
    return { leads, interactions: [cockpit, crossed], scrolling: [long, wide], ...sizes() }
  } finally {
    await browser.close()
    await served.stop()
  }
}

const lastYear: ReportSpecInput['period'] = { relative: 'to-date', unit: 'month', n: 12 }

/** Twelve tiles: a list to click in, figures, and charts by time and by what deals have. */
function twelveTiles(): AnyTile[] {
  const at = (place: number) => ({ x: (place % 3) * 4, y: Math.floor(place / 3) * 4, w: 4, h: 4 })
  const tile = (place: number, kind: ChartKind, spec: ReportSpecInput) =>
    ({
      id: `t${place}`,
      title: { zh: `t${place}`, en: `t${place}` },
      kind,
      spec: ReportSpec.parse({ period: lastYear, ...spec }),
      layout: at(place),
    }) satisfies AnyTile
  const fields = ['channel.name', 'owner.name', 'account.industry', 'account.region', 'product.line', 'stage.name']
  return [
    tile(0, 'table', { rows: [{ field: 'owner.name' }], values: [{ metric: 'won_value' }], sort: [{ by: 'won_value' }], limit: 200 }),
    ...['won_value', 'won_count', 'win_rate'].map((metric, place) => tile(place + 1, 'kpi', { values: [{ metric }] })),
    tile(4, 'line', { rows: [{ field: 'date', grain: 'month' }], values: [{ metric: 'won_value' }] }),
    tile(5, 'bar', { rows: [{ field: 'date', grain: 'month' }], values: [{ metric: 'opportunity_count' }] }),
    ...fields.map((field, place) =>
      tile(place + 6, 'bar', { rows: [{ field }], values: [{ metric: place === 5 ? 'opportunity_count' : 'won_value' }] }),
    ),
  ]
}

async function saveDocuments(workspace: string): Promise<void> {
  const engine = await openEngine(workspace)
  try {
    const save = async (kind: 'cockpit' | 'report', name: string, body: unknown) => {
      const { documents } = await engine.handlers.documents.list({ kind }, still)
      const basedOn = documents.find((one) => one.name === name)?.version ?? null
      await engine.handlers.documents.save({ kind, name, body, basedOn }, still)
    }
    const report = (title: string, chart: ChartKind, spec: ReportSpecInput) =>
      SavedReport.parse({ title, chart, spec: ReportSpec.parse(spec) })
    await save(
      'cockpit',
      'bench',
      CockpitDocument.parse({ title: { zh: 'Bench', en: 'Bench' }, filters: [], tabs: [], tiles: twelveTiles() }),
    )
    await save(
      'report',
      'bench-long',
      report('Long', 'table', {
        rows: [{ field: 'account.name' }, { field: 'date', grain: 'day' }],
        values: [{ metric: 'opportunity_count' }, { metric: 'won_value' }],
        limit: 1_000_000,
      }),
    )
    await save(
      'report',
      'bench-wide',
      report('Wide', 'pivot', {
        rows: [{ field: 'owner.name' }],
        columns: [{ field: 'date', grain: 'day' }],
        values: [{ metric: 'won_value' }, { metric: 'won_count' }],
      }),
    )
  } finally {
    await engine.close()
  }
}

/** From the moment the page is asked for until every tile of a saved cockpit stands. */
async function firstPaints(page: Page): Promise<Interaction> {
  const own = page.url().split('#')[0] ?? ''
  const seen: Asked[] = []
  for (let round = 0; round <= loads; round += 1) {
    await page.goto('about:blank')
    await page.goto(`${own}#/cockpits/bench`)
    const asked = await page.evaluate(() => window.quietSince(0, 12))
    if (round > 0) seen.push(asked)
  }
  return interaction('a saved cockpit of 12 tiles, from the address to the last tile', seen)
}

async function crossFilter(page: Page): Promise<Interaction> {
  const seen: Asked[] = []
  const rows = page.locator('[data-tile="t0"] [data-open]')
  const count = Math.min(interactions, await rows.count())
  if (count === 0) throw new Error('the list of owners has no rows to click')
  for (let at = 0; at < interactions; at += 1) {
    const button = rows.nth(at % count)
    await button.scrollIntoViewIfNeeded()
    seen.push(
      await button.evaluate(async (element: HTMLElement) => {
        const start = performance.now()
        element.click()
        return await window.quietSince(start, 12)
      }),
    )
  }
  return interaction(`cross-filter of 12 tiles, ${count} values by turns`, seen)
}

async function scrolled(page: Page, name: string, report: string, way: 'down' | 'across'): Promise<Scrolling> {
  await page.evaluate((to) => void (window.location.hash = to), `#/reports/${report}`)
  const scroller = page.locator('[role=region]:has(table[aria-rowcount])').first()
  await scroller.waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
  const { frames, rows, columns } = await scroller.evaluate(
    async (element, { steps, isDown }) => {
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
      const table = element.querySelector('table')
      const far = isDown ? element.scrollHeight - element.clientHeight : element.scrollWidth - element.clientWidth
      const gaps: number[] = []
      let last = await frame()
      for (let step = 1; step <= steps; step += 1) {
        // By pages, by a few lines, and by leaps over the whole.
        const to =
          step % 5 === 0
            ? (far * ((step * 7) % steps)) / steps
            : (isDown ? element.scrollTop : element.scrollLeft) + (step % 2 === 0 ? 400 : 60)
        if (isDown) element.scrollTop = to
        else element.scrollLeft = to
        const now = await frame()
        gaps.push(now - last)
        last = now
      }
      return { frames: gaps, rows: Number(table?.getAttribute('aria-rowcount')), columns: Number(table?.getAttribute('aria-colcount')) }
    },
    { steps: interactions * 4, isDown: way === 'down' },
  )
  return { name, rows, columns, frame: spread(frames), over50: frames.filter((gap) => gap > 50).length }
}

function interaction(name: string, seen: readonly Asked[]): Interaction {
  return {
    name,
    whole: spread(seen.map(({ whole }) => whole)),
    slowest: spread(seen.map(({ slowest }) => slowest)),
    own: spread(seen.map(({ whole, slowest }) => whole - slowest)),
  }
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { count: sorted.length, median: at(0.5), p95: at(0.95), most: sorted.at(-1) ?? Number.NaN }
}

/** What index.html names is loaded first, the rest when it is needed. */
function sizes(): { firstLoad: number; later: number } {
  const folder = join(root, 'out/renderer')
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const files = readdirSync(join(folder, 'assets')).filter((name) => /\.(js|css)$/.test(name))
  const zipped = (isFirst: boolean) =>
    files
      .filter((name) => page.includes(name) === isFirst)
      .reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, 'assets', name)), { level: 9 }).byteLength, 0)
  return { firstLoad: zipped(true), later: zipped(false) }
}

export function workbenchText(figures: WorkbenchFigures): string {
  const ms = ({ median, p95, most }: Spread) => `${median.toFixed(0)} / ${p95.toFixed(0)} / ${most.toFixed(0)} ms`
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`
  return [
    `The workbench on a company of ${figures.leads} leads: median / p95 / most`,
    ...figures.interactions.map(
      ({ name, whole, slowest, own }) =>
        `${name} (${whole.count}): ${ms(whole)}; the slowest of its questions ${ms(slowest)}; what the page adds ${ms(own)}`,
    ),
    ...figures.scrolling.map(
      ({ name, rows, columns, frame, over50 }) =>
        `${name}, ${rows} x ${columns} (${frame.count} frames): ${ms(frame)}; over 50 ms: ${over50}`,
    ),
    `first load, gzipped: ${kilobytes(figures.firstLoad)}; later: ${kilobytes(figures.later)}`,
  ].join('\n')
}
