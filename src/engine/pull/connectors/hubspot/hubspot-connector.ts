import { z } from 'zod'
import { HelmdeckError } from '../../../../contract/errors.ts'
import { HubSpotSettings } from '../../../../contract/pull-settings.ts'
import type { Connection } from '../../../../contract/pulls.ts'
import { isLoopback } from '../../auth/is-loopback.ts'
import type { Connector } from '../../connector.ts'
import { HubSpotClient } from './hubspot-client.ts'
import { historyObject, hubspotObjects, ownersObject, stagesObject } from './hubspot-objects.ts'
import { hubspotPaths, hubspotRules } from './hubspot-paths.ts'
import { HubSpotSession } from './hubspot-session.ts'

const types = hubspotObjects.map(({ type }) => type)
const Account = z.object({ portalId: z.union([z.number(), z.string()]) })

/** HubSpot by its CRM interface, with the token of a private app. */
export const hubspotConnector: Connector = {
  check({ url }) {
    const { pathname, protocol, hostname } = new URL(url)
    if (pathname !== '/') throw invalid('https://api.hubapi.com')
    if (protocol !== 'https:' && !isLoopback(hostname)) throw invalid('https')
  },
  needsSecret: () => true,
  rules: (connection) => hubspotRules(versionOf(connection), types),
  objects: () => [ownersObject, stagesObject, ...hubspotObjects.map(({ object }) => object), historyObject],
  async open({ connection, credentials, client }) {
    const version = versionOf(connection)
    const paths = hubspotPaths(version)
    const hubspot = new HubSpotClient(client, credentials)
    return new HubSpotSession(hubspot, paths, { version, account: await accountOf(hubspot, paths.account) })
  },
}

function versionOf({ hubspot }: Connection): string {
  return (hubspot ?? HubSpotSettings.parse({})).apiVersion
}

function invalid(problem: string): HelmdeckError {
  return new HelmdeckError('invalid-connection', { field: 'url', problem })
}

/** Not every token may ask which account it is for. */
async function accountOf(hubspot: HubSpotClient, path: string): Promise<string> {
  try {
    return String((await hubspot.get(Account, path, {}, 'account')).portalId)
  } catch (cause) {
    if (cause instanceof HelmdeckError && ['source-forbidden', 'source-unreadable'].includes(cause.code)) return hubspot.host
    throw cause
  }
}
