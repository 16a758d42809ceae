import type { z } from 'zod'
import { HelmdeckError } from '../../contract/errors.ts'
import { WorkspaceSettings } from '../../contract/settings.ts'
import { formerThresholds } from '../../contract/thresholds.ts'

export interface SettingsProblem {
  readonly field: string
  readonly problem: string
}

/** Every setting with a value, or the first thing that is wrong with them: a shape, a zone, a day, a circle of aliases. */
export function parseSettings(body: unknown): WorkspaceSettings | SettingsProblem {
  const parsed = WorkspaceSettings.safeParse(body)
  if (!parsed.success) return problemOf(parsed.error)
  return wrongSense(parsed.data) ?? parsed.data
}

/** A stored document without what earlier versions kept there and nothing ever read. */
export function withoutFormer(body: unknown): unknown {
  const { thresholds } = (body ?? {}) as { readonly thresholds?: unknown }
  if (typeof thresholds !== 'object' || thresholds === null) return body
  return {
    ...(body as object),
    thresholds: Object.fromEntries(Object.entries(thresholds).filter(([key]) => !formerThresholds.includes(key))),
  }
}

export function isProblem(settings: WorkspaceSettings | SettingsProblem): settings is SettingsProblem {
  return 'problem' in settings
}

/** The settings, or `invalid-request` {field, problem}. */
export function acceptSettings(body: unknown): WorkspaceSettings {
  const settings = parseSettings(body)
  if (isProblem(settings)) throw new HelmdeckError('invalid-request', { field: settings.field, problem: settings.problem })
  return settings
}

function problemOf({ issues: [issue] }: z.ZodError): SettingsProblem {
  const path = issue?.path.map(String) ?? []
  if (issue?.code === 'unrecognized_keys') return { field: [...path, issue.keys[0]].join('.'), problem: 'this version has no such setting' }
  return { field: path.join('.'), problem: issue?.message ?? '' }
}

function wrongSense(settings: WorkspaceSettings): SettingsProblem | null {
  if (!isTimeZone(settings.timeZone)) return { field: 'timeZone', problem: 'there is no such time zone' }
  const { workingCalendar, stages, aliases } = settings
  const days: [string, string | null | undefined][] = [
    ['clock', settings.clock],
    ...workingCalendar.daysOff.map((day): [string, string] => ['workingCalendar.daysOff', day]),
    ...workingCalendar.daysOn.map((day): [string, string] => ['workingCalendar.daysOn', day]),
    ...Object.entries(stages).flatMap(([key, { validFrom, validTo }]): [string, string | undefined][] => [
      [`stages.${key}.validFrom`, validFrom],
      [`stages.${key}.validTo`, validTo],
    ]),
  ]
  const noDay = days.find(([, day]) => day && !isDay(day))
  if (noDay) return { field: noDay[0], problem: `there is no such day: ${noDay[1]}` }
  if (workingCalendar.from >= workingCalendar.to) return { field: 'workingCalendar.to', problem: 'the working day ends before it begins' }
  const backwards = Object.entries(stages).find(([, { validFrom, validTo }]) => validFrom && validTo && validFrom > validTo)
  if (backwards) return { field: `stages.${backwards[0]}.validTo`, problem: 'ends before it begins' }
  if (settings.rateRule === 'budget' && settings.budgetYear === null)
    return { field: 'budgetYear', problem: 'budget rates need the year they are taken from' }
  for (const [kind, table] of Object.entries(aliases)) {
    const chained = Object.entries(table).find(([, canonical]) => Object.hasOwn(table, canonical))
    if (chained) return { field: `aliases.${kind}.${chained[0]}`, problem: `${chained[1]} is an alias itself` }
  }
  return null
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

export function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day)
}
