import { z } from 'zod'
import { HelmdeckError } from '../../../../contract/errors.ts'
import type { FxiaokeSettings } from '../../../../contract/pull-settings.ts'
import type { SourceRecord } from '../../../ingest/readers/page-format.ts'
import { cellOf, isYes } from '../../../ingest/readers/page-values.ts'
import type { ObjectColumn, Page, PageRequest, PullObject, PullSession } from '../../connector.ts'
import { nextStampPlace } from '../../stamp-walk.ts'
import { fxiaokePaths, type FxiaokeAnswer, type FxiaokeClient } from './fxiaoke-client.ts'
import { dayFields, momentFields } from './fxiaoke-objects.ts'

const Records = z.array(z.looseObject({ _id: z.string() }))
const List = z.object({ dataList: Records.nullish(), total: z.number().nullish() })
const Option = z.looseObject({ label: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) })
const Field = z.looseObject({ label: z.string(), type: z.string(), options: z.array(Option).nullish() })
type Field = z.output<typeof Field>
const Fields = z.record(z.string(), Field)

const Place = z.discriminatedUnion('in', [
  z.object({ in: z.enum(['all', 'invalid']), after: z.string() }),
  z.object({ in: z.literal('changed'), at: z.number(), after: z.string().nullable() }),
])
type Place = z.output<typeof Place>

interface Filter {
  readonly field_name: string
  readonly operator: string
  readonly field_values: readonly string[]
}

const filter = (field_name: string, operator: string, value: string): Filter => ({ field_name, operator, field_values: [value] })
const compareIds = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** A conversation with one enterprise, in the name of one employee. */
export class FxiaokeSession implements PullSession {
  private readonly client: FxiaokeClient
  private readonly settings: FxiaokeSettings
  private readonly known = new Map<string, Promise<ReadonlyMap<string, Field> | null>>()
  readonly account: string
  readonly version = null

  constructor(client: FxiaokeClient, settings: FxiaokeSettings, account: string) {
    this.client = client
    this.settings = settings
    this.account = account
  }

  async fields({ name }: PullObject): Promise<null> {
    // Not every field of a description comes with records, and some come that none describes.
    await this.described(name)
    return null
  }

  /** Fields of the enterprise's own, by their labels. */
  async columns({ name, columns }: PullObject): Promise<readonly ObjectColumn[]> {
    if (columns === null) return []
    const taken = new Set(columns.map(({ header }) => header))
    const own = [...((await this.described(name)) ?? [])].filter(([field]) => field.endsWith('__c'))
    return own.map(([field, { label }]) => {
      const header = taken.has(label) ? `${label} (${field})` : label
      taken.add(label)
      return { header, from: [[field]], target: null }
    })
  }

  async page(object: PullObject, { since, from }: PageRequest): Promise<Page> {
    const begin: Place = since === null ? { in: 'all', after: '' } : { in: 'changed', at: Date.parse(since), after: null }
    const place = from === null ? begin : Place.parse(JSON.parse(from))
    if (place.in === 'changed') return await this.changedPage(object, place)
    const isInvalid = place.in === 'invalid'
    const filters = [
      ...(isInvalid ? [this.invalidFilter()] : []),
      ...(isInvalid && since !== null ? [filter('last_modified_time', 'GTE', String(Date.parse(since)))] : []),
      ...(place.after === '' ? [] : [filter('_id', 'GT', place.after)]),
    ]
    const records = await this.query(object.name, filters, '_id')
    const last = records.reduce((highest, { _id }) => (compareIds(_id, highest) > 0 ? _id : highest), place.after)
    // An empty page is the last one; a short one need not be.
    const next: Place | null =
      records.length > 0 && last !== place.after ? { in: place.in, after: last } : this.behind(object, place.in === 'invalid')
    return { records: await this.complete(object, records, isInvalid), next: next === null ? null : JSON.stringify(next), total: null }
  }

  async ids(): Promise<null> {
    return null
  }

  async byIds(): Promise<null> {
    return null
  }

  async count({ name }: PullObject): Promise<number | null> {
    return this.listOf(await this.ask(name, [], '_id', 1), name).total ?? null
  }

  callsFor(_object: PullObject, records: number): number {
    return 3 + Math.ceil((records + 1) / this.settings.pageSize)
  }

  private async changedPage(object: PullObject, { at, after }: Place & { readonly in: 'changed' }): Promise<Page> {
    const own = after === null ? [filter('last_modified_time', 'GTE', String(at))] : [filter('last_modified_time', 'EQ', String(at))]
    const behind = after === null || after === '' ? [] : [filter('_id', 'GT', after)]
    const records = await this.query(object.name, [...own, ...behind], after === null ? 'last_modified_time' : '_id')
    const next = nextStampPlace(
      { at, after },
      {
        records,
        mayHaveMore: records.length >= this.settings.pageSize,
        stampOf: (record) => Number(cellOf(record['last_modified_time'])) || null,
        idOf: (record) => cellOf(record['_id']),
        compareIds,
      },
    )
    const place: Place | null = next === null ? this.behind(object, false) : { in: 'changed', ...next }
    return { records: await this.complete(object, records, false), next: place === null ? null : JSON.stringify(place), total: null }
  }

  private behind({ deleted }: PullObject, isInvalid: boolean): Place | null {
    return isInvalid || deleted === undefined || this.settings.invalid === 'none' ? null : { in: 'invalid', after: '' }
  }

  private invalidFilter(): Filter {
    return this.settings.invalid === 'is_deleted' ? filter('is_deleted', 'EQ', 'true') : filter('life_status', 'EQ', 'invalid')
  }

  private async query(name: string, filters: readonly Filter[], by: string): Promise<z.output<typeof Records>> {
    return this.listOf(await this.ask(name, filters, by, this.settings.pageSize), name).dataList ?? []
  }

  private async ask(name: string, filters: readonly Filter[], by: string, limit: number): Promise<FxiaokeAnswer> {
    const search = { offset: 0, limit, filters, orders: [{ fieldName: by, isAsc: true }] }
    const data = { dataObjectApiName: name, find_explicit_total_num: limit === 1, search_query_info: search }
    return await this.client.call(name.endsWith('__c') ? fxiaokePaths.customQuery : fxiaokePaths.query, { data }, name)
  }

  /** Below `data`, or at the top: both are published. */
  private listOf(answer: FxiaokeAnswer, name: string): z.output<typeof List> {
    const list = List.safeParse(answer['data'] ?? answer)
    if (!list.success) throw this.client.unreadable(name)
    return list.data
  }

  private async described(name: string): Promise<ReadonlyMap<string, Field> | null> {
    const asked =
      this.known.get(name) ??
      this.client.call(fxiaokePaths.describe, { apiName: name, includeDetail: true }, name).then(fieldsOf, (cause: unknown) => {
        // Records can be read without their description, with the values of options for their labels.
        if (cause instanceof HelmdeckError && ['source-forbidden', 'source-failed', 'source-unreadable'].includes(cause.code)) return null
        this.known.delete(name)
        throw cause
      })
    this.known.set(name, asked)
    return await asked
  }

  private async complete({ name }: PullObject, records: z.output<typeof Records>, isInvalid: boolean): Promise<SourceRecord[]> {
    const described = await this.described(name)
    return records.map((record) => {
      const shown = Object.fromEntries(
        Object.entries(record).map(([field, value]) => [field, valueOf(field, value, described?.get(field))]),
      )
      const isGone = isInvalid || record['life_status'] === 'invalid' || isYes(cellOf(record['is_deleted']))
      return { ...shown, $invalid: isGone, $employee: cellOf(record['user_id']) || record._id }
    })
  }
}

function fieldsOf(answer: FxiaokeAnswer): ReadonlyMap<string, Field> | null {
  const data = (answer['data'] ?? answer) as { readonly describe?: { readonly fields?: unknown }; readonly fields?: unknown }
  const fields = Fields.safeParse(data.describe?.fields ?? data.fields)
  return fields.success ? new Map(Object.entries(fields.data)) : null
}

/** A day is midnight in China. */
const chinaAhead = 8 * 3600_000

function valueOf(field: string, value: unknown, described: Field | undefined): unknown {
  const isMoment = described === undefined ? momentFields.has(field) : described.type === 'date_time'
  const isDay = described === undefined ? dayFields.has(field) : described.type === 'date'
  const milliseconds = /^-?\d{9,14}$/.test(cellOf(value)) ? Number(cellOf(value)) : null
  if (milliseconds !== null && isDay) return new Date(milliseconds + chinaAhead).toISOString().slice(0, 10)
  if (milliseconds !== null && (isMoment || momentFields.has(field))) return new Date(milliseconds).toISOString()
  const options = described?.options ?? []
  if (options.length === 0 || field === 'life_status') return value
  const label = (one: unknown): unknown => options.find((option) => String(option.value) === cellOf(one))?.label ?? one
  return Array.isArray(value) ? value.map(label) : label(value)
}
