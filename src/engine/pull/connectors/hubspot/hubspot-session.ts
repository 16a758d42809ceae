import { z } from 'zod'
import { HelmdeckError } from '../../../../contract/errors.ts'
import type { SourceRecord } from '../../../ingest/readers/page-format.ts'
import { cellOf } from '../../../ingest/readers/page-values.ts'
import type { ObjectColumn, Page, PageRequest, PullObject, PullSession } from '../../connector.ts'
import { momentOf } from '../../moment.ts'
import { nextStampPlace, type StampPlace } from '../../stamp-walk.ts'
import { linksOf } from './hubspot-associations.ts'
import type { HubSpotClient } from './hubspot-client.ts'
import { historyObject, historyProperties, hubspotObjects, ownersObject, stagesObject, type HubSpotObject } from './hubspot-objects.ts'
import type { HubSpotPaths } from './hubspot-paths.ts'
import { HubSpotStages } from './hubspot-stages.ts'

const listSize = 100
const searchSize = 200
/** So many deals at once when their history is asked for, too. */
const historySize = 50

const Text = z.string().nullable().optional()
const Paging = z.object({ next: z.object({ after: z.union([z.string(), z.number()]) }).optional() }).nullish()
const Raw = z.looseObject({
  id: z.string(),
  properties: z.record(z.string(), Text),
  archived: z.boolean().optional(),
  archivedAt: Text,
  createdAt: Text,
  updatedAt: Text,
})
type Raw = z.output<typeof Raw>
const List = z.object({ results: z.array(Raw), paging: Paging, total: z.number().optional() })
const Owner = z.looseObject({
  id: z.string(),
  email: Text,
  firstName: Text,
  lastName: Text,
  teams: z.array(z.looseObject({ name: z.string(), primary: z.boolean().optional() })).nullish(),
})
const Owners = z.object({ results: z.array(Owner), paging: Paging })
const Option = z.object({ value: z.string(), label: z.string() })
const Property = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  hidden: z.boolean().optional(),
  hubspotDefined: z.boolean().optional(),
  options: z.array(Option).optional(),
})
type Property = z.output<typeof Property>
const Properties = z.object({ results: z.array(Property) })
const Past = z.object({ value: Text, timestamp: z.string() })
const Histories = z.object({ results: z.array(z.object({ id: z.string(), propertiesWithHistory: z.record(z.string(), z.array(Past)) })) })

const Place = z.discriminatedUnion('in', [
  z.object({ in: z.enum(['live', 'archived']), after: z.string() }),
  z.object({ in: z.literal('changed'), at: z.number(), after: z.string().nullable() }),
])
type Place = z.output<typeof Place>

const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b))

/** A conversation with one HubSpot account. */
export class HubSpotSession implements PullSession {
  private readonly client: HubSpotClient
  private readonly paths: HubSpotPaths
  private readonly known = new Map<string, Promise<readonly Property[] | null>>()
  private readonly stages: HubSpotStages
  readonly account: string
  readonly version: string

  constructor(client: HubSpotClient, paths: HubSpotPaths, { account, version }: { readonly account: string; readonly version: string }) {
    this.client = client
    this.paths = paths
    this.stages = new HubSpotStages(client, paths)
    this.account = account
    this.version = version
  }

  async fields({ name }: PullObject): Promise<ReadonlyMap<string, string> | null> {
    const object = find(name)
    const properties = object === undefined ? null : await this.properties(object.type)
    if (properties === null) return null
    const own = ['id', 'archived'].map((field) => [field, 'string'] as const)
    return new Map([...own, ...properties.map((property) => [property.name, property.type] as const)])
  }

  /** Properties that the account made itself, by the labels that its exports have as headers. */
  async columns({ name, columns }: PullObject): Promise<readonly ObjectColumn[]> {
    const object = find(name)
    const own = object === undefined ? [] : ownProperties(await this.properties(object.type))
    const taken = new Set((columns ?? []).map(({ header }) => header.toLowerCase()))
    return own.map(({ name: property, label }) => {
      const isFree = !taken.has(label.toLowerCase())
      taken.add(label.toLowerCase())
      return { header: isFree ? label : `${label} (${property})`, from: [[property]], target: null }
    })
  }

  async page(object: PullObject, { since, from, of }: PageRequest): Promise<Page> {
    if (object.name === stagesObject.name) return { records: await this.stages.rows('deals'), next: null, total: null }
    if (object.name === ownersObject.name) return await this.ownersPage(from)
    if (object.name === historyObject.name) return await this.historyPage(of ?? [], Number(from ?? 0))
    const found = find(object.name)
    if (found === undefined) throw new Error(`no object ${object.name}`)
    const begin: Place = since === null ? { in: 'live', after: '' } : { in: 'changed', at: Date.parse(since), after: null }
    const place = from === null ? begin : Place.parse(JSON.parse(from))
    return place.in === 'changed' ? await this.changedPage(found, place) : await this.listPage(found, place, since)
  }

  async ids(): Promise<null> {
    return null
  }

  async byIds(): Promise<null> {
    return null
  }

  async count(object: PullObject): Promise<number | null> {
    const found = find(object.name)
    if (found === undefined) {
      if (object.name === historyObject.name) return null
      const { records, next } = await this.page(object, { since: null, from: null, of: null })
      return next === null ? records.length : null
    }
    const { total } = await this.client.search(List, this.paths.search(found.type), { filterGroups: [], limit: 1 }, found.type)
    return total ?? null
  }

  callsFor({ name }: PullObject, records: number): number {
    const links = find(name)?.links.length ?? 0
    return 3 + (1 + links) * Math.ceil((records + 1) / listSize)
  }

  /** Archived ones after the living: what is archived in between comes in both, and counts as archived. */
  private async listPage(object: HubSpotObject, place: Place & { readonly in: 'live' | 'archived' }, since: string | null): Promise<Page> {
    const isArchived = place.in === 'archived'
    const { type } = object
    const query = {
      limit: String(listSize),
      properties: (await this.asked(object)).join(','),
      archived: String(isArchived),
      ...(place.after === '' ? {} : { after: place.after }),
    }
    const { results, paging } = await this.orNone(object, () => this.client.get(List, this.paths.objects(type), query, type))
    const after = paging?.next?.after
    const following: Place | null = isArchived ? null : { in: 'archived', after: '' }
    const next: Place | null = after === undefined ? following : { in: place.in, after: String(after) }
    const isNew = ({ archivedAt }: Raw): boolean => since === null || !archivedAt || Date.parse(archivedAt) >= Date.parse(since)
    const shown = isArchived ? results.filter(isNew).map((raw) => ({ ...raw, archived: true })) : results
    return { records: await this.complete(object, shown), next: next === null ? null : JSON.stringify(next), total: null }
  }

  private async changedPage(object: HubSpotObject, { at, after }: StampPlace): Promise<Page> {
    const { type, stamp } = object
    const by = (propertyName: string, operator: string, value: string): object => ({ propertyName, operator, value })
    const filters = after === null ? [by(stamp, 'GTE', String(at))] : [by(stamp, 'EQ', String(at)), by('hs_object_id', 'GT', after || '0')]
    const body = {
      filterGroups: [{ filters }],
      sorts: [{ propertyName: after === null ? stamp : 'hs_object_id', direction: 'ASCENDING' }],
      properties: await this.asked(object),
      limit: searchSize,
    }
    const { results, paging } = await this.orNone(object, () => this.client.search(List, this.paths.search(type), body, type))
    const records = await this.complete(object, results)
    const next = nextStampPlace(
      { at, after },
      {
        records: results,
        mayHaveMore: paging?.next !== undefined || results.length >= searchSize,
        stampOf: (record) => momentOf(stampText(object, record as Raw)),
        idOf: ({ id }) => cellOf(id),
        compareIds,
      },
    )
    const place: Place = next === null ? { in: 'archived', after: '' } : { in: 'changed', ...next }
    return { records, next: JSON.stringify(place), total: null }
  }

  /** Not every account has every object: the leads object comes with some editions only. */
  private async orNone(object: HubSpotObject, ask: () => Promise<z.output<typeof List>>): Promise<z.output<typeof List>> {
    try {
      return await ask()
    } catch (cause) {
      const isAbsent = cause instanceof HelmdeckError && cause.details['reason'] === 'not-found' && object.object.kind === 'custom'
      if (isAbsent) return { results: [], paging: undefined }
      throw cause
    }
  }

  private async ownersPage(from: string | null): Promise<Page> {
    const place = from === null ? { in: 'live' as const, after: '' } : Place.parse(JSON.parse(from))
    const isArchived = place.in === 'archived'
    const query = { limit: String(listSize), archived: String(isArchived), ...(place.after ? { after: place.after } : {}) }
    const { results, paging } = await this.client.get(Owners, this.paths.owners, query, ownersObject.name)
    const records = results.map((owner) => {
      const teams = owner.teams ?? []
      const name = [owner.firstName, owner.lastName].filter((part) => part).join(' ')
      const team = (teams.find(({ primary }) => primary) ?? teams[0])?.name ?? null
      return { ...owner, archived: isArchived, $name: name || owner.email, $team: team }
    })
    const after = paging?.next?.after
    const following = isArchived ? null : { in: 'archived', after: '' }
    const next = after === undefined ? following : { in: place.in, after: String(after) }
    return { records, next: next === null ? null : JSON.stringify(next), total: null }
  }

  private async historyPage(ids: readonly string[], from: number): Promise<Page> {
    if (ids.length === 0) return { records: [], next: null, total: null }
    const to = from + historySize
    const body = {
      inputs: ids.slice(from, to).map((id) => ({ id })),
      properties: [],
      propertiesWithHistory: historyProperties,
    }
    const { results } = await this.client.post(Histories, this.paths.batchRead('deals'), body, historyObject.name, { archived: 'false' })
    const records: SourceRecord[] = []
    for (const { id, propertiesWithHistory } of results)
      for (const field of historyProperties) records.push(...(await this.changes(id, field, propertiesWithHistory[field] ?? [])))
    return { records, next: to >= ids.length ? null : String(to), total: null }
  }

  private async changes(record: string, field: string, past: readonly z.output<typeof Past>[]): Promise<SourceRecord[]> {
    const inTime = past.toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp))
    const told = inTime.filter(({ value }, index) => index === 0 || (value ?? '') !== (inTime[index - 1]?.value ?? ''))
    const changes: SourceRecord[] = []
    for (const { value, timestamp } of told) {
      const shown = field === 'dealstage' || field === 'pipeline' ? await this.stages.label('deals', field, value ?? '') : (value ?? '')
      changes.push({ record, field, value: shown, at: timestamp })
    }
    return changes
  }

  private async properties(type: string): Promise<readonly Property[] | null> {
    const asked =
      this.known.get(type) ??
      this.client.get(Properties, this.paths.properties(type), { archived: 'false' }, type).then(
        ({ results }) => results,
        (cause: unknown) => {
          // Without the right to see which there are the declared ones are asked for.
          if (cause instanceof HelmdeckError && ['source-forbidden', 'source-unreadable'].includes(cause.code)) return null
          this.known.delete(type)
          throw cause
        },
      )
    this.known.set(type, asked)
    return await asked
  }

  private async asked({ type, properties }: HubSpotObject): Promise<string[]> {
    const there = await this.properties(type)
    if (there === null) return [...properties]
    const names = new Set(there.map(({ name }) => name))
    return [...new Set([...properties.filter((name) => names.has(name)), ...ownProperties(there).map(({ name }) => name)])]
  }

  /** Records as flat as their columns want them: labels for options, links, and a record for each that was merged into them. */
  private async complete(object: HubSpotObject, raws: readonly Raw[]): Promise<SourceRecord[]> {
    const asked = await this.asked(object)
    const options = optionLabels(await this.properties(object.type))
    const links = await linksOf(
      this.client,
      this.paths,
      object,
      raws.map(({ id }) => id),
    )
    const records: SourceRecord[] = []
    for (const raw of raws) {
      const own = Object.fromEntries(asked.map((name) => [name, labelled(options.get(name), raw.properties[name] ?? null)]))
      const $stamp = stampText(object, raw)
      const linked = Object.fromEntries(object.links.map(({ place }) => [place, links.get(place)?.get(raw.id) ?? null]))
      const staged = object.hasPipelines ? await this.stages.of(object.type, raw.properties) : {}
      const name = [raw.properties['firstname'], raw.properties['lastname']].filter((part) => part).join(' ')
      records.push({ ...own, ...linked, ...staged, $name: name || null, id: raw.id, archived: raw.archived === true, $stamp })
      for (const loser of (raw.properties['hs_merged_object_ids'] ?? '').split(';').filter((id) => id !== '' && id !== raw.id))
        records.push({ id: loser, archived: false, $mergedInto: raw.id, $stamp })
    }
    return records
  }
}

function find(name: string): HubSpotObject | undefined {
  return hubspotObjects.find(({ object }) => object.name === name)
}

function ownProperties(properties: readonly Property[] | null): readonly Property[] {
  return (properties ?? []).filter(({ hubspotDefined, hidden }) => hubspotDefined === false && hidden !== true)
}

function stampText({ stamp }: HubSpotObject, { properties, updatedAt, createdAt }: Raw): string {
  return properties[stamp] ?? updatedAt ?? createdAt ?? ''
}

type Labels = ReadonlyMap<string, string>

function optionLabels(properties: readonly Property[] | null): ReadonlyMap<string, Labels> {
  const listed = (properties ?? []).filter(({ name, options }) => !stageProperties.has(name) && (options ?? []).length > 0)
  return new Map(listed.map(({ name, options }) => [name, new Map((options ?? []).map(({ value, label }) => [value, label]))]))
}

const stageProperties = new Set(['dealstage', 'pipeline', 'hs_pipeline', 'hs_pipeline_stage', 'hs_is_closed', 'hs_is_closed_won'])

/** Several options of one property are joined by `;`, as in exports. */
function labelled(labels: Labels | undefined, value: string | null): string | null {
  if (labels === undefined || value === null) return value
  return (
    labels.get(value) ??
    value
      .split(';')
      .map((one) => labels.get(one) ?? one)
      .join(';')
  )
}
