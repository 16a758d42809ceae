import { z } from 'zod'
import { HelmdeckError } from '../../../../contract/errors.ts'
import type { HubSpotClient } from './hubspot-client.ts'
import type { HubSpotObject } from './hubspot-objects.ts'
import type { HubSpotPaths } from './hubspot-paths.ts'

const Id = z.union([z.string(), z.number()]).transform(String)
const Linked = z.object({
  toObjectId: Id,
  associationTypes: z.array(z.object({ typeId: z.number(), label: z.string().nullish() })).default([]),
})
type Linked = z.output<typeof Linked>
const Associations = z.object({ results: z.array(z.object({ from: z.object({ id: Id }), to: z.array(Linked) })) })

/** Numbers of HubSpot's own types of a primary company: of a contact, a deal, a ticket. */
const primaryTypes: ReadonlySet<number> = new Set([1, 5, 26])

/** Per place of a link the record that each of these is linked with: the primary one, else the one with the lowest number. */
export async function linksOf(
  client: HubSpotClient,
  paths: HubSpotPaths,
  { type, links }: HubSpotObject,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const found = new Map<string, ReadonlyMap<string, string>>()
  if (ids.length === 0) return found
  const body = { inputs: ids.map((id) => ({ id })) }
  for (const { place, to } of links) {
    const { results } = await client.post(Associations, paths.associations(type, to), body, type).catch((cause: unknown) => {
      // A token that may not see the other side still reads this one.
      if (cause instanceof HelmdeckError && cause.code === 'source-forbidden') return { results: [] }
      throw cause
    })
    found.set(place, new Map(results.flatMap(({ from, to: linked }) => (linked.length === 0 ? [] : [[from.id, primary(linked)]]))))
  }
  return found
}

function primary(linked: readonly Linked[]): string {
  const isPrimary = ({ associationTypes }: Linked): boolean =>
    associationTypes.some(({ typeId, label }) => primaryTypes.has(typeId) || label === 'Primary')
  const order = linked.toSorted((a, b) => Number(isPrimary(b)) - Number(isPrimary(a)) || Number(a.toObjectId) - Number(b.toObjectId))
  return order[0]?.toObjectId ?? ''
}
