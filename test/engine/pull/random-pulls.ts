import { appendFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import { still } from '../ingest/engine-fixture.ts'
import { PullBench } from './pull-fixture.ts'
import { deal, json, TestSource, type Deal, type Trick } from './test-source.ts'

/** What happens at the source. `minutes` of a late one: how long before it shows its transaction began. */
type Deed =
  | { readonly kind: 'add'; readonly pick: number }
  | { readonly kind: 'remove'; readonly pick: number }
  | { readonly kind: 'restore'; readonly pick: number }
  | { readonly kind: 'late'; readonly pick: number; readonly minutes: number }
  | { readonly kind: 'edit'; readonly pick: number; readonly value: number; readonly stage: string }
  | { readonly kind: 'archive'; readonly pick: number; readonly isArchived: boolean }
  | { readonly kind: 'merge' | 'merge-away'; readonly pick: number; readonly into: number }
  | { readonly kind: 'wait'; readonly minutes: number }

const failures = ['500', '429', 'cut', 'html', 'forbidden', 'away'] as const

/** What happens to us, at the request that is counted `at` of a pull. */
type Mishap =
  | { readonly kind: (typeof failures)[number]; readonly at: number }
  | { readonly kind: 'cancel' | 'kill'; readonly at: number }
  | { readonly kind: 'deed'; readonly at: number; readonly deed: Deed }

type Step =
  | { readonly kind: 'deeds'; readonly deeds: readonly Deed[] }
  | { readonly kind: 'pull'; readonly full: boolean; readonly mishaps: readonly Mishap[] }
  | { readonly kind: 'undo' }

const pick = fc.nat(1000)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), pick }),
  fc.record({ kind: fc.constant('remove' as const), pick }),
  fc.record({ kind: fc.constant('restore' as const), pick }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('late' as const), pick, minutes: fc.integer({ min: 0, max: 9 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      pick,
      value: fc.nat(99_999),
      stage: fc.constantFrom('Lead', 'Proposal', 'Won', 'Lost'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('archive' as const), pick, isArchived: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('merge' as const, 'merge-away' as const), pick, into: pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 3000 }) }) },
)
const at = fc.integer({ min: 1, max: 12 })
const mishap: fc.Arbitrary<Mishap> = fc.oneof(fc.record({ kind: fc.constantFrom(...failures, 'cancel' as const, 'kill' as const), at }), {
  weight: 2,
  arbitrary: fc.record({ kind: fc.constant('deed' as const), at, deed }),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('deeds' as const), deeds: fc.array(deed, { minLength: 1, maxLength: 8 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pull' as const),
      full: fc.boolean(),
      mishaps: fc.array(mishap, { maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'undo' as const }) },
)

export const randomPulls: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 3, maxLength: 12 })

/** A workspace that follows a source through all of this, and then in peace: both have to be equal. Throws what is different. */
export async function followThrough(steps: readonly Step[]): Promise<{ readonly pulls: number; readonly deals: number }> {
  const source = await TestSource.start()
  const bench = await PullBench.open()
  try {
    const follower = new Follower(source, bench)
    await follower.begin()
    for (const one of steps) await follower.step(one)
    return await follower.compare()
  } finally {
    await bench.close()
    await source.stop()
  }
}

class Follower {
  private readonly source: TestSource
  private readonly bench: PullBench
  private readonly removed: Deal[] = []
  private readonly loads: number[] = []
  private next = 8
  private pulls = 0

  constructor(source: TestSource, bench: PullBench) {
    this.source = source
    this.bench = bench
    source.clock = () => bench.time
  }

  async begin(): Promise<void> {
    this.source.add(7)
    await this.bench.connect(this.source.url)
  }

  async step(step: Step): Promise<void> {
    if (step.kind === 'deeds') step.deeds.forEach((one) => this.do(one))
    else if (step.kind === 'pull') await this.pull(step.full, step.mishaps)
    else await this.undo()
  }

  async compare(): Promise<{ pulls: number; deals: number }> {
    this.source.always = () => false
    this.wait(1)
    let run = await this.bench.pull({ acceptDeletes: true })
    // Pages that were read before the last edits; it says so, and from when.
    const before = this.bench.time
    if (run.isResumed) {
      if (run.asOf === null || new Date(run.asOf) >= before) throw new Error(`resumed as of ${run.asOf}`)
      run = await this.bench.pull({ acceptDeletes: true })
    }
    const expected = this.source.deals
      .filter(({ merged_into: into }) => into === undefined)
      .toSorted((a, b) => a.id - b.id)
      .map(({ id, stage, value }) => `crm:${id} ${stage} ${value}`)
    const found = await this.bench.deals()
    const missing = expected.filter((one) => !found.includes(one))
    const wrong = found.filter((one) => !expected.includes(one))
    if (missing.length + wrong.length > 0 || found.length !== expected.length || run.state !== 'done')
      throw new Error(`${run.state}; not here: ${missing.join(', ')}; not there: ${wrong.join(', ')}`)
    return { pulls: this.pulls, deals: found.length }
  }

  private wait(minutes: number): void {
    this.bench.time = new Date(this.bench.time.getTime() + minutes * 60_000)
  }

  private one(index: number): Deal | undefined {
    return this.source.deals[index % Math.max(1, this.source.deals.length)]
  }

  private stamp(minutesAgo = 0): string {
    return new Date(this.bench.time.getTime() - minutesAgo * 60_000).toISOString()
  }

  private do(deed: Deed): void {
    const { deals } = this.source
    if (deed.kind === 'wait') return this.wait(deed.minutes)
    if (deed.kind === 'add' || deed.kind === 'late')
      return void deals.push({ ...deal(this.next++), created: this.stamp(deed.kind === 'late' ? deed.minutes : 0) })
    if (deed.kind === 'restore') {
      const back = this.removed.splice(deed.pick % Math.max(1, this.removed.length), 1)
      // With the stamps it had: only the list of ids tells.
      return void deals.push(...back)
    }
    const found = this.one(deed.pick)
    if (found === undefined) return
    if (deed.kind === 'remove') return void this.removed.push(...deals.splice(deals.indexOf(found), 1))
    const changed = this.stamp()
    if (deed.kind === 'edit') Object.assign(found, { value: `${deed.value}.50`, stage: deed.stage, changed })
    else if (deed.kind === 'archive') Object.assign(found, { archived: deed.isArchived, changed })
    else this.merge(found, this.one(deed.into), deed.kind === 'merge-away')
  }

  /** Systems either leave a mark that says into which, or nothing. */
  private merge(loser: Deal, into: Deal | undefined, isAway: boolean): void {
    if (into === undefined || into === loser) return
    if (isAway) this.source.deals.splice(this.source.deals.indexOf(loser), 1)
    else Object.assign(loser, { merged_into: into.id, changed: this.stamp() })
    Object.assign(into, { changed: this.stamp() })
  }

  private async pull(full: boolean, mishaps: readonly Mishap[]): Promise<void> {
    const control = new AbortController()
    let asked = 0
    let isKilled = false
    this.source.always = (request, response, url) => {
      asked++
      for (const mishap of mishaps.filter((one) => one.at === asked)) {
        if (mishap.kind === 'deed') this.do(mishap.deed)
        else if (mishap.kind === 'cancel' || mishap.kind === 'kill') {
          control.abort()
          isKilled ||= mishap.kind === 'kill'
        } else if (fail[mishap.kind](request, response, url)) return true
      }
      // Where a source is away it stays away for the rest of this pull.
      const isAway = mishaps.some(({ kind, at: from }) => kind === 'away' && from <= asked)
      return isAway && (request.socket.destroy(), true)
    }
    try {
      this.pulls++
      const { load } = await this.bench.pull({ full }, { signal: control.signal })
      if (load !== null) this.loads.push(load)
    } catch (error) {
      if (!(error instanceof HelmdeckError) || error.code === 'internal') throw error
    }
    this.source.always = () => false
    if (isKilled) await this.afterKill()
  }

  /** A kill leaves the line that was being written, and no words of farewell. */
  private async afterKill(): Promise<void> {
    await this.bench.close()
    const pages = join(this.bench.folder, 'pulls/crm/deals.pages')
    if (existsSync(pages)) appendFileSync(pages, '{"page":99,"at":"2026-03-01T12:0')
    await this.bench.start()
  }

  private async undo(): Promise<void> {
    const load = this.loads.pop()
    if (load !== undefined) await this.bench.handlers.imports.setLoad({ load, undone: true }, still)
  }
}

const fail: Readonly<Record<(typeof failures)[number], (...given: Parameters<Trick>) => boolean>> = {
  '500': (_request, response) => (json(response, {}, 500), true),
  '429': (_request, response) => (json(response, {}, 429, { 'Retry-After': '5' }), true),
  cut: (_request, response) => (
    response.writeHead(200, { 'Content-Length': '5000' }).write('{"items":['),
    response.socket?.destroy(),
    true
  ),
  html: (_request, response) => (response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>'), true),
  forbidden: (_request, response) => (json(response, { message: 'no' }, 403), true),
  away: (request) => (request.socket.destroy(), true),
}
