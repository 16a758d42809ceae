import type { ReadRule } from '../../read-rule.ts'

/** Where things stand: `/crm/objects/2026-03/deals`, and before versions were dates `/crm/v3/objects/deals`. */
export interface HubSpotPaths {
  readonly objects: (type: string) => string
  readonly search: (type: string) => string
  readonly batchRead: (type: string) => string
  readonly associations: (from: string, to: string) => string
  readonly properties: (type: string) => string
  readonly pipelines: (type: string) => string
  readonly owners: string
  readonly account: string
}

export function hubspotPaths(version: string): HubSpotPaths {
  const isDated = version !== 'v3'
  const crm = (family: string, rest: string, numbered = version): string =>
    `/crm/${isDated ? `${family}/${version}` : `${numbered}/${family}`}${rest}`
  return {
    objects: (type) => crm('objects', `/${type}`),
    search: (type) => crm('objects', `/${type}/search`),
    batchRead: (type) => crm('objects', `/${type}/batch/read`),
    associations: (from, to) => crm('associations', `/${from}/${to}/batch/read`, 'v4'),
    properties: (type) => crm('properties', `/${type}`),
    pipelines: (type) => crm('pipelines', `/${type}`),
    owners: crm('owners', ''),
    account: `/account-info/${version}/details`,
  }
}

/** GET of what is declared, and the three POSTs that only ask: search, batch/read of objects, batch/read of associations. */
export function hubspotRules(version: string, types: readonly string[]): readonly ReadRule[] {
  const paths = hubspotPaths(version)
  const exactly = (path: string): RegExp => new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`)
  const get = [
    paths.owners,
    paths.account,
    ...types.flatMap((type) => [paths.objects(type), paths.properties(type), paths.pipelines(type)]),
  ]
  const post = types.flatMap((type) => [paths.search(type), paths.batchRead(type), ...types.map((to) => paths.associations(type, to))])
  return [
    ...get.map((path) => ({ method: 'GET' as const, path: exactly(path) })),
    ...post.map((path) => ({ method: 'POST' as const, path: exactly(path) })),
  ]
}
