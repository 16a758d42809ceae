import type { CellRule, Look, ValueFormat, ValueLook } from '../../src/contract/documents.ts'

/** Moves from look to look; what says nothing is left out, so that a report without wishes keeps no look. */
export function setWidth(look: Look, column: string, width: number): Look {
  return { ...look, widths: { ...look.widths, [column]: Math.round(Math.min(1200, Math.max(40, width))) } }
}

export function resetWidth(look: Look, column: string): Look {
  const { [column]: _gone, ...widths } = look.widths ?? {}
  return withoutEmpty({ ...look, widths })
}

type Changes = { readonly [Key in keyof ValueLook]?: ValueLook[Key] | undefined }

export function changeValue(look: Look, value: string, changes: Changes): Look {
  const merged = { ...look.values?.[value], ...changes }
  const kept = Object.fromEntries(Object.entries(merged).filter(([, one]) => says(one))) as ValueLook
  const { [value]: _before, ...others } = look.values ?? {}
  return withoutEmpty({ ...look, values: Object.keys(kept).length === 0 ? others : { ...others, [value]: kept } })
}

export function setFormat(look: Look, value: string, format: { readonly [Key in keyof ValueFormat]?: ValueFormat[Key] | undefined }): Look {
  const merged = { ...look.values?.[value]?.format, ...format }
  const kept = Object.fromEntries(Object.entries(merged).filter(([, one]) => one !== undefined)) as ValueFormat
  return changeValue(look, value, { format: Object.keys(kept).length === 0 ? undefined : kept })
}

export function addRule(look: Look, value: string, rule: CellRule): Look {
  return changeValue(look, value, { rules: [...(look.values?.[value]?.rules ?? []), rule].slice(0, 10) })
}

export function removeRule(look: Look, value: string, place: number): Look {
  return changeValue(look, value, { rules: (look.values?.[value]?.rules ?? []).filter((_, at) => at !== place) })
}

export function plainValue(look: Look, value: string): Look {
  const { [value]: _gone, ...values } = look.values ?? {}
  return withoutEmpty({ ...look, values })
}

function says(one: unknown): boolean {
  return one !== undefined && one !== false && !(Array.isArray(one) && one.length === 0)
}

function withoutEmpty({ widths, values, ...rest }: Look): Look {
  return {
    ...rest,
    ...(widths === undefined || Object.keys(widths).length === 0 ? {} : { widths }),
    ...(values === undefined || Object.keys(values).length === 0 ? {} : { values }),
  }
}
