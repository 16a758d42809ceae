import type { ChartKind } from '../../src/contract/documents.ts'
import type { Filter, Grain, ReportSpec } from '../../src/contract/report-spec.ts'
import { bucketDays } from './bucket-days.ts'
import type { ReportData } from '../../src/charts/report-data.ts'

/** Kinds that draw time from left to right. */
export const timeKinds: readonly ChartKind[] = ['bar', 'stacked-bar', 'full-stacked-bar', 'line', 'area', 'combo']

export interface TimeNote {
  readonly day: string
  readonly text: string
}

interface TimeAxis {
  readonly id: string
  readonly field: string
  readonly grain: Grain
}

/** The date that stands along the axis, where it is the only dimension of the rows. */
export function timeAxisOf({ rowColumns }: Pick<ReportData, 'rowColumns'>): TimeAxis | null {
  const [column, ...more] = rowColumns
  if (column?.grain === undefined || more.length > 0) return null
  return { id: column.id, field: column.field ?? column.id, grain: column.grain }
}

/** The days of a row of such a report; null for one without a day. */
function daysOfRow(report: Pick<ReportData, 'rows'>, axis: TimeAxis, row: number) {
  const value = report.rows.value(row, axis.id)
  return value === null ? null : bucketDays(String(value), axis.grain)
}

/** Days from the first of one bucket to the last of another, whichever stands first. */
export function filterOfStretch(report: Pick<ReportData, 'rows' | 'rowColumns'>, from: number, to: number): Filter | null {
  const axis = timeAxisOf(report)
  if (axis === null) return null
  const days = [from, to].flatMap((row) => daysOfRow(report, axis, row) ?? [])
  const first = days.map((one) => one.from).toSorted(inOrder)[0]
  const last = days
    .map((one) => one.to)
    .toSorted(inOrder)
    .at(-1)
  return days.length < 2 || first === undefined || last === undefined ? null : { field: axis.field, op: 'between', values: [first, last] }
}

/** Where on the axis notes stand: at the bucket that holds their day; those outside are left out. */
export function notesOn(report: Pick<ReportData, 'rows' | 'rowColumns' | 'details'>, notes: readonly TimeNote[]) {
  const axis = timeAxisOf(report)
  if (axis === null) return []
  return notes.flatMap(({ day, text }) => {
    const at = report.details.findIndex((row) => {
      const days = daysOfRow(report, axis, row)
      return days !== null && days.from <= day && day <= days.to
    })
    return at < 0 ? [] : [{ at, text }]
  })
}

/** From fine to coarse. */
export const zoomGrains = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly Grain[]
export type ZoomGrain = (typeof zoomGrains)[number]

/** The grain of a report's only row dimension, where it is a date that can be looked at closer or from farther away. */
export function zoomOf(spec: Pick<ReportSpec, 'rows'>, isDate: (field: string) => boolean): ZoomGrain | null {
  const [use, ...more] = spec.rows
  if (use === undefined || more.length > 0 || !isDate(use.field)) return null
  return zoomGrains.find((grain) => grain === (use.grain ?? 'month')) ?? null
}

export function zoomTo<Spec extends Pick<ReportSpec, 'rows'>>(spec: Spec, grain: ZoomGrain): Spec {
  return { ...spec, rows: spec.rows.map((use, place) => (place === 0 ? { ...use, grain } : use)) }
}

function inOrder(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
