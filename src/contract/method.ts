import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'

/**
 * One method of the contract: declared once, from which the client's type, the engine's duty and the
 * validation at the boundary are inferred. `progress` is null for a plain call. `bytesIn`/`bytesOut` say
 * whether a byte payload (an upload's chunk, an Arrow IPC stream, a workbook) travels beside the JSON.
 */
export interface Method<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Progress extends z.ZodType | null = z.ZodType | null,
  BytesIn extends boolean = boolean,
  BytesOut extends boolean = boolean,
> {
  readonly input: Input
  readonly output: Output
  readonly progress: Progress
  readonly bytesIn: BytesIn
  readonly bytesOut: BytesOut
  readonly errors: readonly ErrorCode[]
}

interface Bytes<In extends boolean, Out extends boolean> {
  readonly bytesIn?: In
  readonly bytesOut?: Out
}

/** Declares a call that answers once. */
export function call<I extends z.ZodType, O extends z.ZodType, In extends boolean = false, Out extends boolean = false>(
  input: I,
  output: O,
  errors: readonly ErrorCode[],
  bytes: Bytes<In, Out> = {},
  // Without NoInfer, `satisfies Contract` around a declaration widens both flags to boolean and the payload drops out of the type.
): Method<I, O, null, NoInfer<In>, NoInfer<Out>> {
  return { input, output, progress: null, errors, bytesIn: (bytes.bytesIn ?? false) as In, bytesOut: (bytes.bytesOut ?? false) as Out }
}

/** Declares a call that reports progress any number of times before it answers. */
export function stream<
  I extends z.ZodType,
  P extends z.ZodType,
  O extends z.ZodType,
  In extends boolean = false,
  Out extends boolean = false,
>(input: I, progress: P, output: O, errors: readonly ErrorCode[], bytes: Bytes<In, Out> = {}): Method<I, O, P, NoInfer<In>, NoInfer<Out>> {
  return { input, output, progress, errors, bytesIn: (bytes.bytesIn ?? false) as In, bytesOut: (bytes.bytesOut ?? false) as Out }
}

export type Contract = { readonly [group: string]: { readonly [name: string]: Method } }

type PayloadIn<M extends Method> = M['bytesIn'] extends true ? z.input<M['input']> & { bytes: Uint8Array } : z.input<M['input']>
type PayloadParsed<M extends Method> = M['bytesIn'] extends true ? z.output<M['input']> & { bytes: Uint8Array } : z.output<M['input']>
type PayloadOut<M extends Method> = M['bytesOut'] extends true ? z.output<M['output']> & { bytes: Uint8Array } : z.output<M['output']>
type ProgressOf<M extends Method> = M['progress'] extends z.ZodType ? z.output<M['progress']> : never

/** The part of an AbortSignal that every runtime has; the contract knows neither DOM nor Node. */
export interface CancelSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface CallOptions<Progress> {
  readonly signal?: CancelSignal
  readonly onProgress?: (progress: Progress) => void
}

/** What a client of the contract holds. */
export type ClientOf<C extends Contract> = {
  readonly [G in keyof C]: {
    readonly [N in keyof C[G]]: (input: PayloadIn<C[G][N]>, options?: CallOptions<ProgressOf<C[G][N]>>) => Promise<PayloadOut<C[G][N]>>
  }
}

export interface CallContext<Progress> {
  readonly signal: CancelSignal
  readonly progress: (value: Progress) => void
}

/** What the engine must implement. */
export type HandlersOf<C extends Contract> = {
  readonly [G in keyof C]: {
    readonly [N in keyof C[G]]: (input: PayloadParsed<C[G][N]>, context: CallContext<ProgressOf<C[G][N]>>) => Promise<PayloadOut<C[G][N]>>
  }
}
