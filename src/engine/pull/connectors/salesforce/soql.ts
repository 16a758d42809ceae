/** Where a key-set page begins: behind this record. */
export interface After {
  /** '' where an object has no stamp. */
  readonly stamp: string
  readonly id: string
}

export interface Question {
  readonly sobject: string
  readonly fields: readonly string[]
  /** The field by which changes are found; null = by ids only. */
  readonly stamp: string | null
  /** Changed at or after. */
  readonly since?: string | null
  readonly after?: After | null
  /** Only records that name one of these, or are one of them. */
  readonly of?: { readonly field: string; readonly ids: readonly string[] }
  /** Bulk jobs cut their work by ids themselves: an order would keep them from it. */
  readonly isUnordered?: boolean
}

const name = /^[A-Za-z]\w*$/
const id = /^[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?$/
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/**
 * SELECT … WHERE … ORDER BY stamp, id. Whatever comes from outside has to look like a name, an id or a moment: nothing else
 * gets into a question.
 */
export function soql({ sobject, fields, stamp, since = null, after = null, of, isUnordered = false }: Question): string {
  const shown = fields.map((field) => checked(field, name)).join(', ')
  const conditions = [
    ...(since === null || stamp === null ? [] : [`${stamp} >= ${checked(since, moment)}`]),
    ...(after === null ? [] : behind(after, stamp)),
    ...(of === undefined ? [] : [`${checked(of.field, name)} IN (${of.ids.map((one) => `'${checked(one, id)}'`).join(', ')})`]),
  ]
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
  const order = isUnordered ? '' : ` ORDER BY ${stamp === null ? '' : `${checked(stamp, name)}, `}Id`
  return `SELECT ${shown} FROM ${checked(sobject, name)}${where}${order}`
}

/** The first condition finds the place by an index, the second leaves out what was read. */
function behind({ stamp: at, id: last }: After, stamp: string | null): string[] {
  const isLater = `Id > '${checked(last, id)}'`
  if (stamp === null) return [isLater]
  return [`${stamp} >= ${checked(at, moment)}`, `(${stamp} > ${at} OR ${isLater})`]
}

function checked(text: string, shape: RegExp): string {
  if (!shape.test(text)) throw new Error(`not to be asked for: ${text.slice(0, 80)}`)
  return text
}
