import { HelmdeckError } from '../../contract/errors.ts'
import type { SegmentField } from '../../contract/fields.ts'
import { classesOf } from '../../contract/study-classes.ts'
import { studyNames } from '../../contract/studies.ts'
import type { CancelSignal } from '../../contract/method.ts'
import type { FactId } from '../catalog/definition.ts'
import type { Database } from '../database/database.ts'
import { fieldId } from '../formula/stored-fields.ts'
import type { Statement } from '../report/cells-sql.ts'
import { dealsOfStates, idsStatement, segmentStatement } from '../report/derived-tables.ts'
import type { ReportContext } from '../report/run-report.ts'
import { studyClassesOf, studyThings } from '../studies/run-study.ts'

type Asked = Pick<SegmentField, 'study' | 'params' | 'drill' | 'of'> & {
  /** Which of the study's classes. */
  readonly which: string
}

/** Asks the study of a segment. Fails as `studyThings` does, and with `invalid-study` {reason: 'list-of-others'}. */
export async function segmentTable(id: string, database: Database, context: ReportContext, signal: CancelSignal): Promise<Statement> {
  const { study, params, drill, of, which } = askedBy(id, context)
  const request = { study, params }
  if (drill === null) return segmentStatement(await studyClassesOf(database, context, request, which, signal))
  const { fact, ids } = await studyThings(database, context, request, drill, signal)
  return segmentStatement([membersOf(of, fact, ids)])
}

function askedBy(id: string, { fields = [] }: ReportContext): Asked {
  const own = fields.find((field) => fieldId(field) === id)?.body
  if (own?.kind === 'segment') return { ...own, which: classesOf(own.study, own.classes)?.id ?? '' }
  for (const study of studyNames) {
    const known = id.startsWith(`segment.${study}.`) ? classesOf(study, id.slice(`segment.${study}.`.length)) : undefined
    if (known !== undefined) return { study, params: {}, drill: null, of: known.of[0] ?? 'account', which: known.id }
  }
  throw new Error(`${id} is no segment`)
}

function membersOf(of: Asked['of'], fact: FactId, ids: readonly number[]): Statement {
  if (fact === of || (of === 'account' && (fact === 'customer' || fact === 'party'))) return idsStatement(ids, 'in')
  if (of === 'opportunity' && fact === 'opportunity_state') return dealsOfStates(ids, 'in')
  throw new HelmdeckError('invalid-study', { reason: 'list-of-others', of, found: fact })
}
