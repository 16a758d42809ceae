import type { Note, ParamDefinition, PartDefinition } from './definition.ts'
import { dialect } from '../dialect/in-use.ts'

export type HoursKind = 'calendar' | 'business'

export const hoursParam: ParamDefinition = {
  id: 'hours',
  label: { zh: '计时', en: 'Hours' },
  default: 'calendar',
  choices: [
    { value: 'calendar', label: { zh: '自然时间', en: 'Of the clock' } },
    { value: 'business', label: { zh: '工作时间', en: 'Working hours' } },
  ],
}

/** SQL of the seconds from one moment to a later one, all of them or those within the workspace's working hours. */
export function secondsBetween(from: string, to: string, kind: HoursKind): string {
  return kind === 'calendar' ? dialect.calendar.secondsBetween(from, to) : dialect.calendar.workingSeconds(from, to)
}

/** Says how much of what is measured lies in years whose holidays nobody knows yet. */
export function uncoveredNotes(rows: PartDefinition, day: string, kind: HoursKind): Note[] {
  if (kind === 'calendar') return []
  const isCovered = `${day} between (select w.covered_from from meta.working_hours w) and (select w.covered_to from meta.working_hours w)`
  return [
    {
      code: 'holidays-unknown',
      part: { ...rows, where: `${rows.where ?? 'true'} and not coalesce(${isCovered}, true)` },
      of: rows,
      text: {
        zh: '{share} 的记录所在年份的法定节假日未知，只按周末计算。',
        en: '{share} of the rows lie in years whose public holidays are not known; only weekends count as days off there.',
      },
    },
  ]
}
