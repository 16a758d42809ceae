import { HelmdeckError, type WireError } from '../contract/errors.ts'
import type { Message } from '../contract/frames.ts'
import type { CallOptions, ClientOf, Contract, Method } from '../contract/method.ts'
import type { Wire } from './wire.ts'

interface Pending {
  readonly method: Method
  readonly options: CallOptions<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
}

type Call = (input: Record<string, unknown>, options?: CallOptions<unknown>) => Promise<unknown>

/**
 * The client of a contract. Every answer and every progress value is checked against its schema.
 * A cancelled call waits for the engine's answer: it is the result if the work was already done, else `cancelled`.
 * When the wire is lost every pending and every later call rejects with `engine-unavailable`.
 */
export function createClient<C extends Contract>(contract: C, wire: Wire): ClientOf<C> {
  const pending = new Map<number, Pending>()
  let lastId = 0
  let lost: WireError | null = null

  wire.onFrame((message) => {
    if (message.frame.type === 'closed') {
      lost = { ...message.frame.error, code: 'engine-unavailable' }
      for (const call of pending.values()) call.reject(fromWire(lost))
      pending.clear()
    } else settle(pending, message)
  })

  const start = (name: string, method: Method, input: Record<string, unknown>, options: CallOptions<unknown> = {}): Promise<unknown> => {
    if (lost) return Promise.reject(fromWire(lost))
    if (options.signal?.aborted) return Promise.reject(new HelmdeckError('cancelled'))
    const id = ++lastId
    const cancel = (): void => {
      if (pending.has(id)) wire.send({ frame: { type: 'cancel', id } })
    }
    const answer = new Promise<unknown>((resolve, reject) => pending.set(id, { method, options, resolve, reject }))
    options.signal?.addEventListener('abort', cancel, { once: true })
    try {
      wire.send(callMessage(id, name, method, input))
    } catch (cause) {
      pending.get(id)?.reject(cause)
      pending.delete(id)
    }
    return answer.finally(() => options.signal?.removeEventListener('abort', cancel))
  }

  const groups = Object.entries(contract).map(([group, methods]) => {
    const calls = Object.entries(methods).map(([name, method]): [string, Call] => [
      name,
      (input, options) => start(`${group}.${name}`, method, input, options),
    ])
    return [group, Object.fromEntries(calls)]
  })
  return Object.fromEntries(groups) as ClientOf<C>
}

function callMessage(id: number, name: string, method: Method, input: Record<string, unknown>): Message {
  if (!method.bytesIn) return { frame: { type: 'call', id, method: name, input } }
  const { bytes, ...rest } = input
  return { frame: { type: 'call', id, method: name, input: rest }, bytes: bytes as Uint8Array }
}

function settle(pending: Map<number, Pending>, { frame, bytes }: Message): void {
  if (frame.type !== 'reply' && frame.type !== 'failure' && frame.type !== 'progress') return
  const call = pending.get(frame.id)
  if (!call) return
  if (frame.type === 'progress') return report(call, frame.value)
  pending.delete(frame.id)
  if (frame.type === 'failure') return call.reject(fromWire(frame.error))
  const parsed = call.method.output.safeParse(frame.value)
  if (!parsed.success)
    return call.reject(new HelmdeckError('internal', {}, { cause: parsed.error, message: 'the answer does not fit its schema' }))
  call.resolve(call.method.bytesOut ? { ...(parsed.data as object), bytes: bytes ?? new Uint8Array(0) } : parsed.data)
}

function report(call: Pending, value: unknown): void {
  const parsed = call.method.progress?.safeParse(value)
  if (parsed?.success) call.options.onProgress?.(parsed.data)
}

function fromWire(error: WireError): HelmdeckError {
  return new HelmdeckError(error.code, error.details, { message: error.message })
}
