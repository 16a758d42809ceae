import type { ApiHandlers } from '../../contract/api.ts'
import type { SettingsState, StageEntry } from '../../contract/settings.ts'
import { queryText } from '../database/query-files.ts'
import type { EngineContext } from '../engine-context.ts'
import { reportContext } from '../report/report-handlers.ts'
import { noteDeed } from '../workspace/audit.ts'
import { describeNames, type CountedName } from './names.ts'
import { changeSettings, readStoredSettings } from './settings.ts'
import { coveredYears, uncoveredYears } from './working-calendar.ts'

export function settingsHandlers(context: EngineContext): ApiHandlers['settings'] {
  const { database, documents } = context
  return {
    read: () => settingsState(context),
    async change({ change, basedOn }) {
      await context.inTurn(() => changeSettings(documents, database, change, basedOn))
      const changed = Object.keys(change).toSorted().join(', ')
      await noteDeed(database, context.now(), { kind: 'settings', subject: null, detail: { changed } })
      context.changes.publish({ kind: 'settings', dataVersion: await context.dataVersion(), document: null })
      return settingsState(context)
    },
    stages: async () => {
      const { clock } = await reportContext(context)
      return { stages: await database.rows<StageEntry>(queryText('settings/stages.sql'), { day: clock }) }
    },
    async names({ kind, search, offset, limit }) {
      const counted = await database.rows<CountedName>(queryText(`settings/names/${kind}.sql`))
      const names = describeNames(counted, kind, (await context.settings()).aliases[kind])
      const wanted = search.trim().toLowerCase()
      const found = names.filter(({ name, countsAs }) => `${name} ${countsAs ?? ''}`.toLowerCase().includes(wanted))
      const unresolved = names.filter(({ resembles }) => resembles !== null).length
      return { total: found.length, unresolved, names: found.slice(offset, offset + limit) }
    },
  }
}

async function settingsState({ database, documents }: EngineContext): Promise<SettingsState> {
  const { version, settings, problem } = await readStoredSettings(documents)
  const { undo, redo } =
    (await documents.find('settings', 'workspace')) === null
      ? { undo: null, redo: null }
      : await documents.versions('settings', 'workspace')
  const [span] = await database.rows<{ first_year: number | null; last_year: number | null }>(queryText('settings/data_years.sql'))
  const years = span?.first_year && span.last_year ? { from: span.first_year, to: span.last_year } : null
  const uncovered = uncoveredYears(years, settings.workingCalendar)
  return { version, settings, problem: problem && { ...problem }, undo, redo, holidays: { ...coveredYears, uncovered } }
}
