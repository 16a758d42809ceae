import { createHash } from 'node:crypto'
import type { ApiHandlers } from '../../contract/api.ts'
import { StudyName, studyNames, type StudyEntry, type StudyRequest } from '../../contract/studies.ts'
import type { StudyResult } from '../../contract/study-result.ts'
import { missingNeeds } from '../catalog/availability.ts'
import { readWorkspaceData, type WorkspaceData } from '../catalog/workspace-data.ts'
import type { EngineContext } from '../engine-context.ts'
import { AnswerCache } from '../report/answer-cache.ts'
import { dayNumber } from '../report/calendar-days.ts'
import { recordRows } from '../report/record-rows.ts'
import { reportContext } from '../report/report-handlers.ts'
import type { ReportContext } from '../report/run-report.ts'
import { keepRows } from './keep-rows.ts'
import { runStudy, studyThings } from './run-study.ts'
import { studies } from './studies.ts'
import type { Things } from './study.ts'

interface KeptResult {
  readonly bytes: Uint8Array
  readonly result: StudyResult
}

interface KeptThings {
  readonly bytes: Uint8Array
  readonly things: Things
}

const keptBytes = 32 * 1024 * 1024
const longestMilliseconds = 300_000

/** Studies and the things behind their numbers. */
export function studyHandlers(context: EngineContext): ApiHandlers['studies'] {
  const options = { bytes: keptBytes, milliseconds: context.queryMilliseconds ?? longestMilliseconds }
  const results = new AnswerCache<KeptResult>(options)
  const lists = new AnswerCache<KeptThings>(options)
  context.database.onReopened(() => {
    results.forget()
    lists.forget()
  })
  return {
    list: async () => ({ studies: listStudies(await workspaceData(context)) }),
    run: async (request, { signal }) => {
      const moment = await reportContext(context)
      const { answer } = await results.get(keyOf(request, moment), signal, async (shared) => {
        const result = await runStudy(context.database, moment, request, shared)
        await keep(context, moment, result)
        return { result, bytes: new TextEncoder().encode(JSON.stringify(result)) }
      })
      return answer.result
    },
    rows: async ({ drill, offset, limit, ...request }, { signal }) => {
      const moment = await reportContext(context)
      const { answer } = await lists.get(`${keyOf(request, moment)} ${drill}`, signal, async (shared) => {
        const things = await studyThings(context.database, moment, request, drill, shared)
        return { things, bytes: new Uint8Array(things.ids.length * 8) }
      })
      const { fact, ids } = answer.things
      const { statement, columns } = recordRows(fact, ids.slice(offset, offset + limit), dayNumber(moment.clock))
      const { bytes } = await context.database.arrow(statement.sql, statement.params, { signal })
      return { entity: fact, total: ids.length, columns, bytes }
    },
  }
}

/** An answer stands also where nothing can be written down, as in a workspace that is read only. */
async function keep(context: EngineContext, { clock }: ReportContext, result: StudyResult): Promise<void> {
  const keepsake = studies[StudyName.parse(result.study)].keepsake?.(result, clock, context.now())
  if (keepsake === null || keepsake === undefined) return
  try {
    await keepRows(context.database, keepsake)
  } catch (cause) {
    context.log.warn({ err: cause, study: result.study }, 'an answer could not be written down')
  }
}

function listStudies(data: WorkspaceData): StudyEntry[] {
  return studyNames.map((study) => {
    const { label, description, needs } = studies[study]
    const missing = missingNeeds(needs, data)
    return { study, label, description, available: missing.length === 0, missing }
  })
}

async function workspaceData(context: EngineContext): Promise<WorkspaceData> {
  const { dataVersion, fields } = await reportContext(context)
  return await readWorkspaceData(context.database, dataVersion, fields)
}

function keyOf(request: StudyRequest, { clock, dataVersion, settings, fields }: ReportContext): string {
  return createHash('sha256')
    .update(JSON.stringify([request, clock, dataVersion, settings, fields]))
    .digest('base64')
}
