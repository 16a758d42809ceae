import { HelmdeckError } from '../../contract/errors.ts'
import type { Connection, ConnectionTest } from '../../contract/pulls.ts'
import { problemOf } from '../ingest/file-problem.ts'
import type { PullObject, PullSession } from './connector.ts'
import { inOrder } from './pull-objects.ts'

/** What a connection would read: each object with how many records it has, or why it can't be read. */
export async function testConnection(
  objects: readonly PullObject[],
  connection: Connection,
  session: PullSession,
): Promise<ConnectionTest> {
  const tested: ConnectionTest['objects'] = []
  for (const object of inOrder(objects, connection.objects)) tested.push(await testObject(object, session))
  const refused = tested.map(({ problem }) => problem)
  // Where nothing can be read, the connection is no use.
  if (refused.length > 0 && refused.every((problem) => problem !== null)) throw new HelmdeckError(refused[0]!.code, refused[0]!.details)
  return { account: session.account, version: session.version, objects: tested }
}

async function testObject(object: PullObject, session: PullSession): Promise<ConnectionTest['objects'][number]> {
  const entry = { object: object.name, label: object.label, entity: object.kind ?? 'custom' }
  try {
    const began = performance.now()
    const records = await session.count(object)
    const calls = records === null ? null : session.callsFor(object, records)
    const seconds = calls === null ? null : (calls * (performance.now() - began)) / 1000
    return { ...entry, records, calls, seconds, problem: null }
  } catch (cause) {
    if (!(cause instanceof HelmdeckError) || !['source-forbidden', 'source-failed', 'source-unreadable'].includes(cause.code)) throw cause
    return {
      ...entry,
      records: null,
      calls: null,
      seconds: null,
      problem: problemOf(new HelmdeckError(cause.code, { ...cause.details, object: object.name })),
    }
  }
}
