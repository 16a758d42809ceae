import { HelmdeckError } from '../../../../contract/errors.ts'
import type { Connection } from '../../../../contract/pulls.ts'
import type { RestDescription, RestObject } from '../../../../contract/rest-description.ts'
import { findTarget } from '../../../../contract/targets.ts'
import type { Connector, ObjectColumn, PullObject } from '../../connector.ts'
import type { ReadRule } from '../../read-rule.ts'
import { placeOf } from './place-of.ts'
import { RestSession } from './rest-session.ts'

/** Any system that answers lists of JSON records to GET, as a description says. */
export const restConnector: Connector = {
  check(connection) {
    const { objects, auth } = descriptionOf(connection)
    const names = objects.map(({ name }) => name)
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice !== undefined) throw invalid('objects', `${twice} twice`)
    if ((auth.type === 'basic' || auth.type === 'login') && connection.user === null) throw invalid('user', 'missing')
    if (connection.auth.type === 'oauth' && auth.type !== 'bearer') throw invalid('auth', 'bearer')
    objects.forEach(checkColumns)
  },
  needsSecret: (connection) => descriptionOf(connection).auth.type !== 'none',
  rules: (connection) => rulesOf(descriptionOf(connection), new URL(connection.url).pathname.replace(/\/+$/, '')),
  objects: (name, connection) => {
    const description = descriptionOf(connection)
    return description.objects.map((object) => pullObject(name, description, object))
  },
  open: async ({ connection, secret, credentials, client }) => {
    const session = new RestSession(descriptionOf(connection), connection.user, secret, { client, credentials })
    await session.logIn()
    return session
  },
}

function descriptionOf({ rest }: Connection): RestDescription {
  if (rest === undefined) throw invalid('rest', 'missing')
  return rest
}

function invalid(field: string, problem: string): HelmdeckError {
  return new HelmdeckError('invalid-connection', { field, problem })
}

function checkColumns({ name, kind, columns }: RestObject): void {
  for (const [header, { target }] of Object.entries(columns ?? {})) {
    if (target === null || target === 'skip') continue
    if (kind === undefined || !target.startsWith(`${kind}.`) || findTarget(target) === undefined)
      throw invalid(`${name}.columns.${header}`, target)
  }
}

const escaped = (path: string): string => path.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** GET below the described paths (`link` pages may go on below them), and the login. */
function rulesOf({ objects, auth }: RestDescription, base: string): readonly ReadRule[] {
  const paths = objects.flatMap(({ path, ids }) => [path, ...(ids === undefined ? [] : [ids.path])])
  return [
    ...paths.map((path) => ({ method: 'GET' as const, path: new RegExp(`^${escaped(base + path)}(/|$)`) })),
    ...(auth.type === 'login' ? [{ method: 'POST' as const, path: new RegExp(`^${escaped(base + auth.path)}$`) }] : []),
  ]
}

function pullObject(name: string, { idsAreGlobal, objects }: RestDescription, object: RestObject): PullObject {
  const described = new Set<string>(objects.flatMap(({ kind: other }) => other ?? []))
  const { kind, columns, key, cursor, archived, mergedInto, deleted } = object
  const isDeclared = columns !== undefined && kind !== undefined
  const prefix = idsAreGlobal || !isDeclared ? '' : `${name}:`
  return {
    name: object.name,
    label: { zh: object.name, en: object.name },
    kind: kind ?? null,
    key: placeOf(key),
    stamp: cursor === undefined ? [] : [cursor.field, ...(cursor.created === undefined ? [] : [cursor.created])].map(placeOf),
    columns: isDeclared ? declaredColumns(object, kind, prefix, described) : null,
    prefix,
    archived: archived === undefined ? undefined : { from: placeOf(archived.field), values: [archived.value ?? 'true'] },
    mergedInto: mergedInto === undefined ? undefined : placeOf(mergedInto.field),
    deleted: deleted === undefined ? undefined : placeOf(deleted.field),
    comparesWhole: kind !== undefined && isDeclared,
  }
}

function declaredColumns(
  { columns = {}, key, deleted, mergedInto }: RestObject,
  kind: string,
  prefix: string,
  described: ReadonlySet<string>,
): ObjectColumn[] {
  const declared = Object.entries(columns).map(([header, { from, target, map, id: isSaid }]): ObjectColumn => {
    const reference = target === null || target === 'skip' ? undefined : findTarget(target)?.reference
    const isId = isSaid ?? (target === `${kind}.source_id` || (reference !== undefined && described.has(reference)))
    return { header, from: [placeOf(from)], target, ...(map === undefined ? {} : { map }), ...(isId && prefix !== '' ? { prefix } : {}) }
  })
  const hasId = declared.some(({ target }) => target === `${kind}.source_id`)
  const id: ObjectColumn = { header: '$id', from: [placeOf(key)], target: `${kind}.source_id`, ...(prefix === '' ? {} : { prefix }) }
  const gone = `${kind}.is_deleted`
  // A record that was merged into another lives on in that one.
  const flags: ObjectColumn[] =
    mergedInto === undefined && deleted === undefined
      ? []
      : [
          {
            header: '$gone',
            from: [
              ...(deleted === undefined ? [] : [placeOf(deleted.field)]),
              ...(mergedInto === undefined ? [] : [placeOf(mergedInto.field)]),
            ],
            as: 'flag',
            target: gone,
          },
        ]
  return [...(hasId ? [] : [id]), ...declared, ...flags]
}
