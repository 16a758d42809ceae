import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ChainReader, outside } from '../../../../src/engine/studies/funnel/chain.ts'
import { findShared } from '../../../available.ts'

interface Case {
  readonly id: string
  readonly events: readonly { readonly user: number; readonly t: number; readonly event: string }[]
  readonly steps: readonly string[]
  readonly window: number
  readonly modes: readonly string[]
  readonly expected_level_by_user: Readonly<Record<string, number>>
}

const file = join(findShared() ?? '', 'data/funnel/clickhouse_window_funnel.json')
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }

function matches(event: string, step: string): boolean {
  if (step.startsWith('<=')) return Number(event) <= Number(step.slice(2))
  if (step.startsWith('>=')) return Number(event) >= Number(step.slice(2))
  return event === step
}

/** One row for each step an event is, or one row outside; in order of time, then of step. */
function rowsOf({ events, steps }: Case, user: string) {
  return events
    .filter((event) => String(event.user) === user)
    .flatMap(({ t, event }, id) => {
      const made = steps.flatMap((step, index) => (matches(event, step) ? [index] : []))
      return (made.length === 0 ? [outside] : made).map((step) => ({ step, t, id }))
    })
    .toSorted((a, b) => a.t - b.t || a.step - b.step)
}

const answers = cases.flatMap((one) => Object.entries(one.expected_level_by_user).map(([user, level]) => ({ one, user, level })))

describe('chains read as a window funnel', () => {
  it('are all there', () => expect([cases.length, answers.length]).toEqual([36, 85]))

  it.each(answers.map(({ one, user, level }) => [one.id, user, level, one] as const))('%s, user %s: %i', (_id, user, level, one) => {
    const rows = rowsOf(one, user)
    const has = (mode: string): boolean => one.modes.includes(mode)
    const reader = new ChainReader(one.steps.length, {
      window: one.window,
      isDirect: has('strict_order'),
      mayReturn: has('allow_reentry'),
      endsOnRepeat: has('strict_deduplication'),
      isRising: has('strict_increase'),
      isOnce: has('strict_once'),
    })
    const events = {
      steps: rows.map(({ step }) => step),
      times: rows.map(({ t }) => t),
      ids: rows.map(({ id }) => id),
      from: 0,
      to: rows.length,
    }
    expect(reader.read(events)).toBe(level)
  })
})
