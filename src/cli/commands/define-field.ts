import { z } from 'zod'
import { FieldDocument, FieldName, FormulaUse, type FieldEntry } from '../../contract/fields.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { userPath } from '../places.ts'
import { parseJson, readTextFile } from '../read-document.ts'
import { say, type Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'
import { withWorkspace } from '../with-workspace.ts'

export const fieldUses = FormulaUse.options

export interface FieldOptions {
  readonly as: FormulaUse
  readonly json?: boolean
}

const heads = {
  zh: { id: '编号', kind: '种类', label: '名称', state: '状态', ready: '可用' },
  en: { id: 'id', kind: 'kind', label: 'label', state: 'state', ready: 'available' },
}

export async function listFields(terminal: Terminal, workspace: string, { json }: FieldOptions): Promise<void> {
  const { fields } = await withWorkspace(terminal, workspace, { create: false }, (api) => api.fields.list({}))
  if (json) return terminal.out(`${JSON.stringify({ fields })}\n`)
  terminal.out(fieldTable(terminal, fields))
}

function fieldTable(terminal: Terminal, fields: readonly FieldEntry[]): string {
  const { id, kind, label, state, ready } = heads[terminal.language]
  const stateOf = ({ available, problem, missing }: FieldEntry): string =>
    available ? ready : problem ? say(terminal, problem.text) : missing.map(({ need }) => need).join(', ')
  return textTable(
    [{ head: id }, { head: kind }, { head: label }, { head: state }],
    fields.map((field) => [field.id, field.kind, say(terminal, field.label), stateOf(field)]),
  )
}

/** A field as a file has it: its body and the `id` it gets, with `user.` before it or without. */
const FileField = z.looseObject({ id: z.string() })
const FieldFile = z.union([z.object({ fields: z.array(FileField) }), z.array(FileField), FileField])

/** Saves the fields of a file in their order, each as a new version where it is there already. */
export async function setFields(terminal: Terminal, workspace: string, file: string, { json }: FieldOptions): Promise<void> {
  const text = file === '-' ? await terminal.readInput() : await readTextFile(userPath(terminal, file))
  const given = parseJson(text, FieldFile, 'invalid-request')
  const list = Array.isArray(given)
    ? given
    : 'fields' in given && Array.isArray(given.fields)
      ? given.fields
      : [given as z.output<typeof FileField>]
  const bodies = list.map(({ id, ...body }) => ({
    name: nameOf(id),
    body: parseJson(JSON.stringify(body), FieldDocument, 'invalid-request'),
  }))
  const saved = await withWorkspace(terminal, workspace, { create: false }, async (api) => {
    const { documents } = await api.documents.list({ kind: 'field' })
    const versions = new Map(documents.map(({ name, version }) => [name, version]))
    for (const { name, body } of bodies) {
      const { version } = await api.documents.save({ kind: 'field', name, body, basedOn: versions.get(name) ?? null })
      versions.set(name, version)
    }
    const names = new Set(bodies.map(({ name }) => name))
    return (await api.fields.list({})).fields.filter(({ name }) => names.has(name))
  })
  if (json) return terminal.out(`${JSON.stringify({ fields: saved })}\n`)
  terminal.out(fieldTable(terminal, saved))
}

export async function removeField(terminal: Terminal, workspace: string, id: string, { json }: FieldOptions): Promise<void> {
  const name = nameOf(id)
  await withWorkspace(terminal, workspace, { create: false }, (api) => api.documents.remove({ kind: 'field', name }))
  if (json) terminal.out(`${JSON.stringify({ removed: `user.${name}` })}\n`)
}

/** Says what a formula (`-` for standard input) is; a wrong one is refused with its place. */
export async function checkField(terminal: Terminal, workspace: string, given: string, { as, json }: FieldOptions): Promise<void> {
  const formula = given === '-' ? (await terminal.readInput()).trim() : given
  const check = await withWorkspace(terminal, workspace, { create: false }, (api) => api.fields.check({ formula, use: as }))
  if (check.problem !== null) throw new HelmdeckError('invalid-formula', check.problem.details)
  if (json) return terminal.out(`${JSON.stringify(check)}\n`)
  terminal.out(`${check.formula ?? ''}\n${[check.type, check.unit].filter((one) => one !== null && one !== 'none').join(', ')}\n`)
}

function nameOf(id: string): string {
  const name = FieldName.safeParse(id.replace(/^user\./, ''))
  if (!name.success)
    throw new HelmdeckError('invalid-request', { field: 'id', problem: `${id.slice(0, 80)}: small letters, digits, - and _` })
  return name.data
}
