import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

const idleKept = 4

/** Connections of one instance: a query borrows one alone, so queries run side by side. */
export class ConnectionPool {
  readonly #instance: DuckDBInstance
  readonly #idle: DuckDBConnection[] = []
  readonly #busy = new Set<DuckDBConnection>()
  readonly #pending = new Set<Promise<unknown>>()
  #closed = false

  constructor(instance: DuckDBInstance) {
    this.#instance = instance
  }

  /** Lends a connection that is kept for the next query. */
  async lend<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.#track(async () => {
      const connection = this.#idle.pop() ?? (await this.#instance.connect())
      return this.#use(connection, work, !this.#closed && this.#idle.length < idleKept)
    })
  }

  /** Lends a connection that is thrown away afterwards, and with it temporary tables and variables. */
  async lendFresh<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.#track(async () => this.#use(await this.#instance.connect(), work, false))
  }

  /** Interrupts what runs, waits for its end and disconnects. */
  async close(): Promise<void> {
    this.#closed = true
    while (this.#pending.size > 0) {
      const running = Promise.allSettled(this.#pending)
      const interrupting = setInterval(() => this.#interruptAll(), 10)
      this.#interruptAll()
      await running
      clearInterval(interrupting)
    }
    for (const connection of this.#idle.splice(0)) connection.closeSync()
  }

  #interruptAll(): void {
    for (const connection of this.#busy) connection.interrupt()
  }

  async #track<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error('the database is closed')
    const running = work()
    this.#pending.add(running)
    try {
      return await running
    } finally {
      this.#pending.delete(running)
    }
  }

  async #use<T>(connection: DuckDBConnection, work: (connection: DuckDBConnection) => Promise<T>, keep: boolean): Promise<T> {
    this.#busy.add(connection)
    try {
      return await work(connection)
    } finally {
      this.#busy.delete(connection)
      if (keep && !this.#closed && this.#idle.length < idleKept) this.#idle.push(connection)
      else connection.closeSync()
    }
  }
}
