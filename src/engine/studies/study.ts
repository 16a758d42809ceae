import type { StudyName, StudyParams } from '../../contract/studies.ts'
import type { StudyChart, StudyFigureInput, StudyResult, StudySegment, StudyTableInput } from '../../contract/study-result.ts'
import type { LocalText } from '../../contract/text.ts'
import type { FactId } from '../catalog/definition.ts'
import type { Statement } from '../report/cells-sql.ts'
import type { SqlParams } from '../database/database.ts'
import type { DayRange } from '../report/plan.ts'
import type { StudyScope } from './scope.ts'

/** What a study says; the scope adds the days, the currency and the time it took. */
export interface StudyAnswer {
  readonly headline: LocalText
  readonly figures: readonly StudyFigureInput[]
  readonly tables: readonly StudyTableInput[]
  readonly charts: readonly StudyChart[]
  readonly definition: readonly LocalText[]
  readonly caveats: readonly LocalText[]
  readonly segments?: readonly StudySegment[]
  /** Params as they were taken where that says more than what was asked. */
  readonly taken?: Readonly<Record<string, unknown>>
  /** The days it looked at where they are not those of the scope. */
  readonly period?: DayRange
}

/** Things of one fact by their ids, in the order in which they are shown. */
export interface Things {
  readonly fact: FactId
  readonly ids: readonly number[]
}

/** Rows that are written down for good: a query file under queries/studies/ and its parameters, row by row. */
export interface Keepsake {
  readonly file: string
  readonly rows: readonly SqlParams[]
}

/**
 * An analysis with a name. `run` and `things` are asked with the same scope and params; `things` fails with `invalid-study`
 * {reason: 'no-such-drill'} for a drill that `run` did not name.
 */
export interface Study<Name extends StudyName> {
  readonly label: LocalText
  readonly description: LocalText
  /** `entity` or `entity.column`, alternatives split by `|`: without these it has nothing to say. */
  readonly needs: readonly string[]
  run(scope: StudyScope, params: StudyParams<Name>): Promise<StudyAnswer>
  things(scope: StudyScope, params: StudyParams<Name>, drill: string): Promise<Things>
  /** The class of each of its things (see contract/study-classes.ts, `which` of them): `id`, in one statement at most, `value`, and `place`, its order. */
  classes?(scope: StudyScope, params: StudyParams<Name>, which: string): Promise<readonly Statement[]>
  /** What of an answer is kept; asked once for each, with the workspace's day and the machine's time. */
  keepsake?(result: StudyResult, clock: string, at: Date): Keepsake | null
}
