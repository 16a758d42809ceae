import { FieldDocument, FieldName } from '../../contract/fields.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { readWorkspaceData, type WorkspaceData } from '../catalog/workspace-data.ts'
import type { EngineContext } from '../engine-context.ts'
import { advanceDataVersion } from '../workspace/data-version.ts'
import { FieldCompiler } from './field-compiler.ts'
import { readUsage } from './field-use.ts'
import { formulaError } from './formula-error.ts'
import { lowerRow } from './make-dimension.ts'
import { lowerMetric } from './make-metric.ts'
import { printFormula } from './print.ts'
import { fieldId, readFields, type StoredField } from './stored-fields.ts'
import { noUserFields, withUserFields } from './user-fields.ts'

export type FieldEngine = Pick<EngineContext, 'database' | 'documents' | 'dataVersion'>

/** What fields stand on in a workspace now. `data` is without what the user defined. */
export async function fieldGround(
  engine: FieldEngine,
): Promise<{ data: WorkspaceData; full: WorkspaceData; fields: readonly StoredField[] }> {
  const dataVersion = await engine.dataVersion()
  const fields = await readFields(engine.documents, dataVersion)
  const full = await readWorkspaceData(engine.database, dataVersion, fields)
  return { data: { ...full, user: noUserFields }, full, fields }
}

/**
 * A field as it may be saved: checked together with all others, ids in place of labels. Fails with `invalid-request` {field,
 * problem}, `invalid-formula`: also for a circle (`cycle`), and where fields that lean on it would break (`breaks-others`).
 * A version that is brought back may name what has gone meanwhile (`mayLack`): it says so until that is there again.
 */
export async function acceptField(engine: FieldEngine, name: string, body: unknown, { mayLack = false } = {}): Promise<FieldDocument> {
  const given = parseField(name, body)
  const { data, full, fields } = await fieldGround(engine)
  const others = fields.filter((field) => field.name !== name)
  const withIt = (one: FieldDocument): StoredField[] => [...others, { name, version: 0, body: one }]
  const id = fieldId({ name, body: given })
  const before = fields.find((field) => field.name === name)
  // Whoever names it would be left with nothing.
  if (before !== undefined && fieldId(before) !== id) await checkUnused(engine, name)
  try {
    const accepted = withIds(name, given, new FieldCompiler(data, withIt(given), id))
    const after = withUserFields(data, withIt(accepted)).user
    const problem = after.problems.get(id)
    if (problem !== undefined) throw new HelmdeckError('invalid-formula', problem)
    checkOrder(accepted, others)
    const broken = [...after.problems.keys()].filter((one) => one !== id && !full.user.problems.has(one))
    if (broken.length > 0) throw formulaError('breaks-others', { from: 0, to: 0 }, { fields: broken })
    return accepted
  } catch (error) {
    const isLacking = error instanceof HelmdeckError && ['unknown-name', 'broken-field'].includes(String(error.details['reason']))
    if (mayLack && isLacking) return given
    throw error
  }
}

/** Every answer given so far may be another one now. */
export async function noteFieldChange({ database }: FieldEngine): Promise<number> {
  return await database.transaction(advanceDataVersion)
}

/** Fails with `field-in-use` {field, documents}. */
export async function checkUnused(engine: FieldEngine, name: string): Promise<void> {
  const { fields } = await fieldGround(engine)
  const stored = fields.find((field) => field.name === name)
  if (stored === undefined) return
  const usage = await readUsage(engine.documents, fields)
  const documents = usage(fieldId(stored))
  if (documents.length > 0) throw new HelmdeckError('field-in-use', { field: fieldId(stored), documents })
}

function parseField(name: string, body: unknown): FieldDocument {
  if (!FieldName.safeParse(name).success)
    throw new HelmdeckError('invalid-request', { field: 'name', problem: 'a field is called by small letters, digits, - and _' })
  const parsed = FieldDocument.safeParse(body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new HelmdeckError('invalid-request', {
    field: ['body', ...(issue?.path ?? [])].map(String).join('.'),
    problem: issue?.message ?? '',
  })
}

function withIds(name: string, body: FieldDocument, compiler: FieldCompiler): FieldDocument {
  const idOf = (name: string): string => compiler.names.idOf({ kind: 'name', name, span: { from: 0, to: name.length } }, 'field')
  switch (body.kind) {
    case 'metric':
      return { ...body, formula: printFormula(lowerMetric(body.formula, compiler).lowered.tree) }
    case 'dimension':
      return { ...body, formula: printFormula(lowerRow(body.formula, compiler).lowered.tree) }
    case 'bins':
      return { ...body, formula: printFormula(lowerRow(body.formula, compiler, 'number').lowered.tree) }
    case 'groups':
      return { ...body, formula: printFormula(lowerRow(body.formula, compiler, 'text').lowered.tree) }
    case 'order':
      return { ...body, field: idOf(body.field) }
    case 'hierarchy':
      return { ...body, fields: body.fields.map(idOf) }
    case 'segment':
      compiler.compile(fieldId({ name, body }), body)
      return body
  }
}

function checkOrder(body: FieldDocument, others: readonly StoredField[]): void {
  if (body.kind !== 'order') return
  const before = others.find((other) => other.body.kind === 'order' && other.body.field === body.field)
  if (before !== undefined)
    throw new HelmdeckError('invalid-request', { field: 'body.field', problem: `${fieldId(before)} orders ${body.field} already` })
}
