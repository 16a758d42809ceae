/** What a process end of a fork offers: `process` in the child, the ChildProcess in the parent. */
interface Channel {
  send?(message: unknown): unknown
  on(event: 'message', listener: (message: unknown) => void): unknown
}

type Handler = (...args: never[]) => unknown

interface Request {
  readonly type: 'request'
  readonly id: number
  readonly name: string
  readonly args: readonly unknown[]
}
interface Reply {
  readonly type: 'reply'
  readonly id: number
  readonly value?: unknown
  readonly problem?: string
}

export interface Link {
  /** Asks the other side; a failure there is one here. */
  ask<T>(name: string, ...args: readonly unknown[]): Promise<T>
  tell(name: string, ...args: readonly unknown[]): void
}

/** Calls in both directions over the channel of a forked process. */
export function createLink(channel: Channel, handlers: Readonly<Record<string, Handler>>, onProblem: (problem: Error) => void): Link {
  const pending = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let last = 0

  const answer = async ({ id, name, args }: Request): Promise<void> => {
    try {
      const handler = handlers[name]
      if (!handler) throw new Error(`nobody answers ${name}`)
      const value: unknown = await handler(...(args as never[]))
      channel.send?.({ type: 'reply', id, value } satisfies Reply)
    } catch (error) {
      channel.send?.({
        type: 'reply',
        id,
        problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies Reply)
    }
  }

  channel.on('message', (message) => {
    const received = message as Request | Reply
    if (received.type === 'request') return void answer(received)
    if (received.type !== 'reply') return
    const waiting = pending.get(received.id)
    pending.delete(received.id)
    if (received.problem !== undefined) waiting?.reject(new Error(received.problem))
    else waiting?.resolve(received.value as never)
  })

  const ask = <T>(name: string, ...args: readonly unknown[]): Promise<T> => {
    const id = ++last
    const answered = new Promise<T>((resolve, reject) => pending.set(id, { resolve, reject }))
    channel.send?.({ type: 'request', id, name, args } satisfies Request)
    return answered
  }
  return { ask, tell: (name, ...args) => void ask(name, ...args).catch(onProblem) }
}
