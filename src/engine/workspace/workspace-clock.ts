import type { WorkspaceSettings } from '../../contract/settings.ts'
import type { Day } from '../../contract/report-spec.ts'
import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'

export interface WorkspaceClock {
  readonly day: Day
  readonly isToday: boolean
}

const patienceDays = 30

/**
 * The day every "as of", ageing and "this quarter" starts from: the day that was set, else today in the workspace's
 * zone, else, where the data ends over 30 days before today, its last day.
 */
export async function workspaceClock(database: Database, settings: WorkspaceSettings, now: Date): Promise<WorkspaceClock> {
  const today = dayIn(settings.timeZone, now)
  if (settings.clock) return { day: settings.clock, isToday: settings.clock === today }
  const [row] = await database.rows<{ day: Day | null }>(queryText('workspace/last_day.sql'), { today })
  const last = row?.day ?? null
  return last !== null && daysBetween(last, today) > patienceDays ? { day: last, isToday: false } : { day: today, isToday: true }
}

/** The calendar day it is in a zone; Swedish writes it as ISO does. */
function dayIn(timeZone: string, now: Date): Day {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now)
}

function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}
