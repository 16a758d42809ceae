import { z } from 'zod'
import { HelmdeckError } from '../../contract/errors.ts'
import { Connection } from '../../contract/pulls.ts'
import type { EngineContext } from '../engine-context.ts'
import { noteDeed } from '../workspace/audit.ts'

/** A connection as its document has it. */
const KeptConnection = Connection.extend({
  /** When its schedule was set, and when it was last tested with what it has now (ISO). */
  scheduledAt: z.string().optional(),
  connectedAt: z.string().optional(),
})

export interface KeptConnection {
  readonly connection: Connection
  readonly scheduledAt: Date
  readonly connectedAt: Date
}

/** Throws `connection-missing`. */
export async function findConnection({ documents }: EngineContext, name: string): Promise<KeptConnection> {
  const found = await documents.find('connection', name)
  if (found === null) throw new HelmdeckError('connection-missing', { name })
  const { scheduledAt = found.savedAt, connectedAt = found.savedAt, ...connection } = KeptConnection.parse(found.body)
  return { connection, scheduledAt: new Date(scheduledAt), connectedAt: new Date(connectedAt) }
}

/** `isTested`: the system was asked by it just now, and answered. */
export async function keepConnection(context: EngineContext, name: string, connection: Connection, isTested: boolean): Promise<void> {
  const { documents, database, now } = context
  const before = (await documents.find('connection', name)) === null ? null : await findConnection(context, name)
  const isSameSchedule =
    before !== null && JSON.stringify(before.connection.schedule) === JSON.stringify(connection.schedule) && !before.connection.isPaused
  const body = {
    ...connection,
    scheduledAt: (isSameSchedule ? before.scheduledAt : now()).toISOString(),
    connectedAt: (isTested || before === null ? now() : before.connectedAt).toISOString(),
  }
  const version = await documents.save('connection', name, body, 'any')
  await noteDeed(database, now(), { kind: 'document', subject: `connection/${name}`, detail: { version } })
  await tellConnection(context, name, ['documents', 'connections'])
}

/** Also forgets that it was there. Throws `connection-missing`. */
export async function removeConnection(context: EngineContext, name: string): Promise<void> {
  const { documents, database, now } = context
  await findConnection(context, name)
  await documents.remove('connection', name)
  await noteDeed(database, now(), { kind: 'document-removed', subject: `connection/${name}`, detail: {} })
  await tellConnection(context, name, ['documents', 'connections'])
}

export async function tellConnection(
  { changes, dataVersion }: EngineContext,
  name: string,
  kinds: readonly ('documents' | 'connections')[],
): Promise<void> {
  const version = await dataVersion()
  for (const kind of kinds) changes.publish({ kind, dataVersion: version, document: `connection/${name}` })
}
