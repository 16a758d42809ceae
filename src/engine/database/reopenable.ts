import type { Gate } from '../workspace/gate.ts'
import type { Database } from './database.ts'

/** A database whose file can be copied or exchanged while everybody keeps what they hold. */
export interface ReopenableDatabase extends Database {
  /**
   * Lets running questions end, closes the file, does the work and opens it again, also where the work failed. Whoever asks
   * meanwhile waits. Not to be asked for inside a transaction.
   *
   * The file is not copied while it is open: on POSIX closing any handle of it drops the lock that keeps other programs
   * from writing to it, on Windows it can't be read at all, and `COPY FROM DATABASE` took 50 times as long (150 MB: 7.8 s).
   */
  whileClosed<T>(work: () => Promise<T>): Promise<T>

  /** Tells of every opening but the first: what was attached beside the file is gone then. */
  onReopened(listener: () => void): void
}

/** Opens a database with `open`, and each time again with it. Where that fails, the next question tries once more. */
export async function openReopenable(open: () => Promise<Database>, gate: Gate): Promise<ReopenableDatabase> {
  let current: Database | null = await open()
  let opening: Promise<Database> | null = null
  let isClosed = false
  const listeners: (() => void)[] = []

  const opened = async (): Promise<Database> => {
    if (current) return current
    if (isClosed) throw new Error('the database is closed')
    opening ??= open()
      .then((database) => (listeners.forEach((listener) => listener()), database))
      .finally(() => (opening = null))
    current = await opening
    return current
  }
  const shut = async (): Promise<void> => {
    await current?.close()
    current = null
  }

  return {
    run: (...question) => gate.through(async () => (await opened()).run(...question)),
    rows: <Row extends object>(...question: Parameters<Database['rows']>) =>
      gate.through(async () => (await opened()).rows<Row>(...question)),
    arrow: (...question) => gate.through(async () => (await opened()).arrow(...question)),
    transaction: (work) => gate.through(async () => (await opened()).transaction(work)),
    whileClosed: (work) =>
      gate.alone(async () => {
        await shut()
        try {
          return await work()
        } finally {
          if (!isClosed) await opened()
        }
      }),
    onReopened: (listener) => void listeners.push(listener),
    async close() {
      isClosed = true
      // What still runs is interrupted first: nobody waits for a long question to end.
      await current?.close()
      await gate.alone(shut)
    },
  }
}
