import type { LocalText } from '../../../../src/contract/text.ts'

/** Params as the address holds them: only what differs from the study's defaults. */
export type Params = Readonly<Record<string, unknown>>

export interface Choice {
  readonly value: string
  readonly label: LocalText
  /** Said below the control while it is chosen. */
  readonly hint?: LocalText
}

export interface StepEvent {
  readonly event: string
  readonly label: LocalText
  /** One step for each stage of the workspace. */
  readonly isStage?: true
  /** It stands before the first step and has no place of its own among them. */
  readonly isBefore?: true
}

interface Shared {
  /** The param's name in the contract. */
  readonly id: string
  readonly label: LocalText
  readonly hint?: LocalText
  /** Reasons of `invalid-study` that are about this param, besides its own name. */
  readonly reasons?: readonly string[]
  /** Whether it means anything beside the others; always by default. */
  readonly isOn?: (params: Params) => boolean
}

export type ParamField =
  | RfmField
  | (Shared & { readonly kind: 'period'; readonly usual: LocalText })
  | (Shared & { readonly kind: 'filters' })
  | (Shared & { readonly kind: 'by'; readonly none?: LocalText })
  | (Shared & { readonly kind: 'choice'; readonly choices: readonly Choice[] })
  | (Shared & { readonly kind: 'toggle' })
  | (Shared & { readonly kind: 'days'; readonly most: number; readonly none: LocalText })
  | (Shared & { readonly kind: 'number'; readonly least: number; readonly most: number; readonly step?: number; readonly none?: LocalText })
  | (Shared & { readonly kind: 'day'; readonly none: LocalText })
  /** Two days as an object of two, each of which may be missing. */
  | (Shared & { readonly kind: 'span'; readonly keys: readonly [from: string, to: string]; readonly none: LocalText })
  /** A stage by its name. */
  | (Shared & { readonly kind: 'stage'; readonly none: LocalText })
  /** Values of a dimension. */
  | (Shared & { readonly kind: 'values'; readonly of: string; readonly none: LocalText })
  /** Fields of the study's things. */
  | (Shared & { readonly kind: 'fields'; readonly usual: LocalText; readonly most: number })
  /** Rising numbers, as many as wanted; none of them = null. */
  | (Shared & { readonly kind: 'ends'; readonly most: number; readonly none: LocalText })
  /** Values of a dimension under names of one's own. */
  | (Shared & { readonly kind: 'groups'; readonly of: string; readonly most: number })
  /** Four rising numbers that cut a scale into five. */
  | (Shared & { readonly kind: 'cuts' })
  | (Shared & { readonly kind: 'steps'; readonly events: readonly StepEvent[]; readonly least: number; readonly most: number })
  /** Steps that take out who makes them between two of the param `steps`. */
  | (Shared & { readonly kind: 'exclude'; readonly events: readonly StepEvent[]; readonly steps: string; readonly most: number })

/** A control that one study alone has. */
export type RfmField =
  /** A shipped scheme of segments by its name, or a list of one's own. */
  | (Shared & { readonly kind: 'rfm-segments'; readonly choices: readonly Choice[] })
  /** A segment of those, and the fields its customers are held against the others by. */
  | (Shared & { readonly kind: 'rfm-profile'; readonly segments: string; readonly none: LocalText; readonly usual: LocalText })

/** The params of a study in the order in which they are read. */
export interface StudyForm {
  /** The metric whose dimensions fit the study's things: what can be filtered and broken down by. */
  readonly metric: ((params: Params) => string) | null
  readonly fields: readonly ParamField[]
}
