import { HelmdeckError } from '../../../../contract/errors.ts'
import type { Connector } from '../../connector.ts'
import { TrytonClient, trytonRules, type TrytonContext } from './tryton-client.ts'
import { historyObject, stageObject, trytonObjects } from './tryton-objects.ts'
import { TrytonSession } from './tryton-session.ts'

/** Tryton 6.0 and its kin, by JSON-RPC: parties, products, opportunities with their history, sales, invoices, payments. */
export const trytonConnector: Connector = {
  check({ url, user, auth }) {
    if (auth.type !== 'given') throw new HelmdeckError('invalid-connection', { field: 'auth', problem: auth.type })
    if (user === null || user === '') throw new HelmdeckError('invalid-connection', { field: 'user', problem: 'missing' })
    if (new URL(url).pathname.replace(/\/+$/, '') === '')
      throw new HelmdeckError('invalid-connection', { field: 'url', problem: 'https://host/database' })
  },
  needsSecret: () => true,
  rules: ({ url }) => trytonRules(new URL(url).pathname.replace(/\/+$/, '')),
  objects: (name) => [stageObject, ...trytonObjects(name).map(({ object }) => object), historyObject(name)],
  async open({ name, connection, secret, client }) {
    const tryton = new TrytonClient(client, connection.user ?? '', secret ?? '')
    await tryton.logIn()
    const preferences = await tryton.call<TrytonContext>('model.res.user.get_preferences', [true])
    tryton.useContext({ company: preferences['company'] ?? null, language: 'en' })
    const company = preferences['company.rec_name'] ?? (preferences['company.'] as TrytonContext | null | undefined)?.['rec_name']
    const account = typeof company === 'string' ? `${connection.user ?? ''} (${company})` : (connection.user ?? '')
    return new TrytonSession(tryton, trytonObjects(name), { prefix: `${name}:`, account, version: await tryton.version() })
  },
}
