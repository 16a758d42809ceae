import { HelmdeckError, type WireError } from '../contract/errors.ts'
import type { Message } from '../contract/frames.ts'
import type { CallContext, Contract, HandlersOf, Method } from '../contract/method.ts'
import { engineUnavailable, type Wire } from './wire.ts'

export interface ApiHostOptions {
  /** Told of everything that is our bug, before the other side gets `internal` without its stack. */
  readonly onInternalError?: (method: string, error: unknown) => void
}

export interface ApiHost {
  /** Cancels what runs and tells the other side that nothing will be answered any more. */
  close(): void
}

type Handler = (input: unknown, context: CallContext<unknown>) => Promise<unknown>

/** Answers the calls of one wire. Input is validated here, so a handler never sees anything its schema refuses. */
export function serveApi<C extends Contract>(contract: C, handlers: HandlersOf<C>, wire: Wire, options: ApiHostOptions = {}): ApiHost {
  const running = new Map<number, AbortController>()
  let open = true

  const send = (message: Message): void => {
    if (open) wire.send(message)
  }

  const answer = async (id: number, name: string, input: unknown, bytes: Uint8Array | undefined): Promise<void> => {
    if (running.has(id)) return
    const source = new AbortController()
    running.set(id, source)
    try {
      const { method, handler } = findMethod(contract, handlers, name)
      const progress = (value: unknown): void => {
        if (running.has(id)) send({ frame: { type: 'progress', id, value } })
      }
      send(replyMessage(id, method, await handler(readInput(method, input, bytes), { signal: source.signal, progress })))
    } catch (error) {
      if (!(error instanceof HelmdeckError)) options.onInternalError?.(name, error)
      send({ frame: { type: 'failure', id, error: toWire(error) } })
    } finally {
      running.delete(id)
    }
  }

  const stop = (): void => {
    open = false
    stopListening()
    for (const source of running.values()) source.abort()
  }

  const stopListening = wire.onFrame(({ frame, bytes }) => {
    if (frame.type === 'call') void answer(frame.id, frame.method, frame.input, bytes)
    else if (frame.type === 'cancel') running.get(frame.id)?.abort()
    else if (frame.type === 'closed') void Promise.resolve().then(stop)
  })

  return {
    close() {
      send({ frame: { type: 'closed', error: engineUnavailable } })
      stop()
    },
  }
}

function findMethod<C extends Contract>(contract: C, handlers: HandlersOf<C>, name: string): { method: Method; handler: Handler } {
  const [group = '', member = '', ...rest] = name.split('.')
  const methods = Object.hasOwn(contract, group) ? contract[group] : undefined
  const method = methods && Object.hasOwn(methods, member) && rest.length === 0 ? methods[member] : undefined
  if (!method) throw new HelmdeckError('invalid-request', { field: 'method', problem: 'there is no such method' })
  const ofGroup = handlers[group] as Readonly<Record<string, Handler>>
  return { method, handler: (input, context) => (ofGroup[member] as Handler)(input, context) }
}

function readInput(method: Method, input: unknown, bytes: Uint8Array | undefined): unknown {
  const parsed = method.input.safeParse(input)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = issue?.path.map(String).join('.') ?? ''
    throw new HelmdeckError('invalid-request', { field, problem: issue?.message ?? '' })
  }
  if (!method.bytesIn) return parsed.data
  if (!bytes) throw new HelmdeckError('invalid-request', { field: 'bytes', problem: 'the call carries no bytes' })
  return { ...(parsed.data as object), bytes }
}

function replyMessage(id: number, method: Method, result: unknown): Message {
  if (!method.bytesOut) return { frame: { type: 'reply', id, value: result } }
  const { bytes, ...value } = result as { bytes: Uint8Array }
  return { frame: { type: 'reply', id, value }, bytes }
}

function toWire(error: unknown): WireError {
  if (error instanceof HelmdeckError) return { code: error.code, message: error.message, details: error.details }
  return { code: 'internal', message: 'internal', details: {} }
}
