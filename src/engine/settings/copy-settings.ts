import type { WorkspaceSettings } from '../../contract/settings.ts'
import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import { rebuildMarts } from '../ingest/load/marts.ts'
import { ensureMacros } from '../ingest/macros.ts'
import { fiscalWeeks } from '../report/fiscal-calendar.ts'
import { dayNumber } from '../report/calendar-days.ts'
import { advanceDataVersion } from '../workspace/data-version.ts'
import { coveredYears, workingChanges } from './working-calendar.ts'

const fiscalKeys = ['first_day_of_week', 'fiscal_year_start_month', 'calendar_kind', 'fiscal_first_week']
const moneyKeys = ['reporting_currency', 'rate_rule', 'budget_year', 'budget_rates']

/**
 * Puts the settings where queries read them (keys in snake_case, values as text, tables as JSON and beside it as the small
 * look-ups that marts and reports join) and builds anew the marts that hold something of what changed.
 */
export async function copySettings(database: Database, settings: WorkspaceSettings): Promise<void> {
  const wanted = Object.entries(settings).map(([key, value]): [string, string | null] => [snakeCase(key), asText(value)])
  await database.transaction(async (transaction) => {
    const seen = await seenSettings(transaction)
    const isNew = seen.size === 0
    const changed = new Set(wanted.filter(([key, value]) => !seen.has(key) || seen.get(key) !== value).map(([key]) => key))
    const hasChanged = (...keys: string[]): boolean => keys.some((key) => changed.has(key))
    if (changed.size === 0) return
    await transaction.run(queryText('settings/clear_settings.sql'))
    await transaction.run(queryText('settings/set_settings.sql'), { settings: JSON.stringify(Object.fromEntries(wanted)) })
    const lookups = new Set<string>()
    if (hasChanged('aliases')) lookups.add(await copyAliases(transaction, settings))
    if (hasChanged('stages')) lookups.add(await copyStages(transaction, settings))
    if (hasChanged('budget_rates', 'budget_year', 'rate_rule')) lookups.add(await copyBudgetRates(transaction, settings))
    if (hasChanged('working_calendar')) await copyWorkingCalendar(transaction, settings)
    if (hasChanged(...fiscalKeys)) await copyFiscalWeeks(transaction, settings)
    const settingsChanged = isNew || hasChanged(...moneyKeys)
    if (isNew || settingsChanged || lookups.size > 0) {
      await ensureMacros(transaction)
      await rebuildMarts(transaction, { tables: new Set(), references: new Set(), settingsChanged, lookups }, {})
    }
    if (!isNew) await advanceDataVersion(transaction)
  })
}

async function seenSettings(database: Database): Promise<ReadonlyMap<string, string | null>> {
  const rows = await database.rows<{ key: string; value: string | null }>(queryText('settings/settings.sql'))
  return new Map(rows.map(({ key, value }) => [key, value]))
}

function asText(value: unknown): string | null {
  if (value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

async function copyAliases(database: Database, { aliases }: WorkspaceSettings): Promise<string> {
  const rows = Object.entries(aliases).flatMap(([kind, table]) =>
    Object.entries(table).map(([text, canonical]) => ({ kind, text, canonical })),
  )
  await database.run(queryText('settings/clear_aliases.sql'))
  await database.run(queryText('settings/set_aliases.sql'), {
    kinds: rows.map(({ kind }) => kind),
    texts: rows.map(({ text }) => text),
    canonicals: rows.map(({ canonical }) => canonical),
  })
  return 'meta.alias'
}

async function copyStages(database: Database, { stages }: WorkspaceSettings): Promise<string> {
  await database.run(queryText('settings/clear_stages.sql'))
  for (const [key, stage] of Object.entries(stages)) {
    await database.run(queryText('settings/set_stage.sql'), {
      key,
      position: stage.position ?? null,
      probability: stage.probability ?? null,
      kind: stage.kind ?? null,
      category: stage.forecastCategory ?? null,
      from: stage.validFrom ?? null,
      to: stage.validTo ?? null,
    })
  }
  return 'meta.stage_setting'
}

async function copyBudgetRates(database: Database, { rateRule, budgetYear, budgetRates }: WorkspaceSettings): Promise<string> {
  const rates = rateRule === 'budget' && budgetYear !== null ? Object.entries(budgetRates[String(budgetYear)] ?? {}) : []
  await database.run(queryText('settings/clear_budget_rates.sql'))
  for (const [currency, rate] of rates) await database.run(queryText('settings/set_budget_rate.sql'), { currency, rate })
  return 'meta.budget_rate'
}

async function copyFiscalWeeks(database: Database, settings: WorkspaceSettings): Promise<void> {
  const { weeks, months } = fiscalWeeks(settings)
  await database.run(queryText('settings/clear_fiscal_weeks.sql'))
  if (weeks.length > 0) await database.run(queryText('settings/set_fiscal_weeks.sql'), { weeks, months })
}

async function copyWorkingCalendar(database: Database, { workingCalendar }: WorkspaceSettings): Promise<void> {
  const isChina = workingCalendar.kind === 'china'
  await database.run(queryText('settings/clear_working_hours.sql'))
  await database.run(queryText('settings/set_working_hours.sql'), {
    from: secondOfDay(workingCalendar.from),
    to: secondOfDay(workingCalendar.to),
    covered_from: isChina ? dayNumber(`${coveredYears.from}-01-01`) : null,
    covered_to: isChina ? dayNumber(`${coveredYears.to}-12-31`) : null,
    ...workingChanges(workingCalendar),
  })
}

function secondOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 3600 + minutes * 60
}
