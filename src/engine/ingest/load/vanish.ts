import type { Answers, Question } from '../../../contract/imports.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier } from '../../database/identifier.ts'
import { entityLabel } from '../changes/column-look.ts'
import { displayName } from '../recognise/propose-import.ts'
import { entityOf } from './load-table.ts'
import type { LoadedTable } from './load-table.ts'
import { isOwnRow } from './own-rows.ts'
import { valueName } from './row-key.ts'
import { entityVersions, keepVersions } from './versions.ts'

/** More than this share of an entity's rows gone at once is more likely a cut-off file than the truth. */
const believable = 0.05

const isSeen = `${isOwnRow('m')} and not m.is_deleted`

export interface Vanishing {
  /** Rows marked deleted. */
  readonly rows: number
  /** Set where so many would go, or from so old a file, that a person has to say so; nothing is marked then. */
  readonly question: Question | null
}

/** In a load declared full, marks what no file of its entity names any more; a row that is put aside is still named. */
export async function markVanished(
  database: Database,
  tables: readonly LoadedTable[],
  load: number,
  answers: Answers,
  options: RunOptions,
): Promise<ReadonlyMap<LoadedTable, Vanishing>> {
  const vanished = new Map<LoadedTable, Vanishing>()
  for (const entity of new Set(tables.map(({ draft }) => entityOf(draft)))) {
    const ofEntity = tables.filter(({ draft }) => entityOf(draft) === entity)
    const last = ofEntity.at(-1)
    if (last) vanished.set(last, await markOf(database, entity, ofEntity, load, answers, options))
  }
  return vanished
}

async function markOf(
  database: Database,
  entity: string,
  tables: readonly LoadedTable[],
  load: number,
  answers: Answers,
  options: RunOptions,
): Promise<Vanishing> {
  const table = `model.${quoteIdentifier(entity)}`
  const seen = tables.map(({ staged }) => `select source_id from ${staged.name} where source_id is not null`).join(' union all ')
  const gone = `${isSeen} and m.source_id not in (${seen})`
  const [found] = await database.rows<{ rows: number; going: number }>(
    `select count(*) as rows, count(*) filter (m.source_id not in (${seen})) as going from ${table} m where ${isSeen}`,
    {},
    options,
  )
  const { rows = 0, going = 0 } = found ?? {}
  const known = rows - tables.reduce((sum, { counts }) => sum + counts.loaded, 0)
  if (going === 0) return { rows: 0, question: null }
  const isOld = await isOlder(database, table, tables, options)
  const file = displayName(tables.at(-1)!.draft)
  const question = vanishingQuestion(file, entity, going, known, isOld)
  const answer = answers[question.id]
  if (answer === 'keep') return { rows: 0, question: null }
  if (answer !== 'gone' && (isOld || going > known * believable)) return { rows: 0, question }
  await keepVersions(database, entityVersions(entity), load, gone, options)
  await database.run(`update ${table} m set is_deleted = true, load_id = $load where ${gone}`, { load }, options)
  return { rows: going, question: null }
}

/** Was all that the files say changed before the last change the workspace knows of? */
async function isOlder(database: Database, table: string, tables: readonly LoadedTable[], options: RunOptions): Promise<boolean> {
  const dated = tables.filter(({ staged }) => staged.plan.columns.some(({ column, isCustom }) => column === 'updated_at' && !isCustom))
  if (dated.length < tables.length) return false
  const said = dated.map(({ staged }) => `select max(${valueName('updated_at')}) as changed_at from ${staged.name}`).join(' union all ')
  const [row] = await database.rows<{ is_older: boolean | null }>(
    `select (select max(changed_at) from (${said})) < (select max(m.updated_at) from ${table} m where ${isSeen}) as is_older`,
    {},
    options,
  )
  return row?.is_older === true
}

function vanishingQuestion(file: string, entity: string, going: number, known: number, isOld: boolean): Question {
  const what = entityLabel(entity)
  return {
    id: `${file}#vanishing`,
    column: '',
    text: isOld
      ? {
          zh: `“${file}”比已有的数据旧，其中没有 ${going} 行已知的记录（${what.zh}）。它们真的不存在了吗？在回答之前全部保留。`,
          en: `"${file}" is older than what is known, and ${going} known rows (${what.en}) are not in it. Are they really gone? They stay until you answer.`,
        }
      : {
          zh: `“${file}”里没有 ${known} 行已知记录中的 ${going} 行（${what.zh}）。它们真的不存在了吗？在回答之前全部保留。`,
          en: `${going} of the ${known} rows known (${what.en}) are not in "${file}" any more. Are they really gone? They stay until you answer.`,
        },
    choices: [
      { value: 'gone', label: { zh: '已不存在', en: 'They are gone' } },
      { value: 'keep', label: { zh: '保留', en: 'Keep them' } },
    ],
  }
}
