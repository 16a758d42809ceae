import type { DuckDBConnection } from '@duckdb/node-api'
import type { CancelSignal } from '../../contract/method.ts'
import { HelmdeckError } from '../../contract/errors.ts'

/**
 * An interrupt that reaches a connection before its statement has begun is forgotten by DuckDB (it clears the flag
 * when a statement starts), and a statement may wait for a free thread: so it is repeated until the statement ends.
 */
const repeatMilliseconds = 10

export function throwIfCancelled(signal: CancelSignal | undefined): void {
  if (signal?.aborted) throw new HelmdeckError('cancelled')
}

/** Runs `work` on the connection; an abort interrupts it and whatever fails from then on is `cancelled`. */
export async function cancellable<T>(connection: DuckDBConnection, signal: CancelSignal | undefined, work: () => Promise<T>): Promise<T> {
  throwIfCancelled(signal)
  if (signal === undefined) return work()
  let repeating: NodeJS.Timeout | undefined
  const interrupt = (): void => {
    connection.interrupt()
    repeating ??= setInterval(() => connection.interrupt(), repeatMilliseconds)
  }
  signal.addEventListener('abort', interrupt, { once: true })
  try {
    return await work()
  } catch (cause) {
    throw signal.aborted ? new HelmdeckError('cancelled', {}, { cause }) : cause
  } finally {
    signal.removeEventListener('abort', interrupt)
    clearInterval(repeating)
  }
}
