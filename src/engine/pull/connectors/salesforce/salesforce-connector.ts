import { z } from 'zod'
import { HelmdeckError } from '../../../../contract/errors.ts'
import { isLoopback } from '../../auth/is-loopback.ts'
import type { Connector } from '../../connector.ts'
import { SalesforceClient, salesforceRules } from './salesforce-client.ts'
import { salesforceObjects } from './salesforce-objects.ts'
import { SalesforceSession } from './salesforce-session.ts'

/** The version that the questions are written for; Salesforce answers to one for years. */
const ownVersion = '62.0'

const Versions = z.array(z.object({ version: z.string().regex(/^\d{2,3}\.0$/) })).min(1)
const Organisation = z.object({ records: z.array(z.object({ Name: z.string() })) })

/** Salesforce by its REST interface: leads to orders, campaigns, cases and the histories of opportunities. */
export const salesforceConnector: Connector = {
  check({ url }) {
    const { protocol, pathname, hostname } = new URL(url)
    if (pathname !== '/') throw invalid('https://mydomain.my.salesforce.com')
    if (protocol !== 'https:' && !isLoopback(hostname)) throw invalid('https')
    if (/^(login|test)\.salesforce\.com$/.test(hostname) || hostname.endsWith('.lightning.force.com'))
      throw invalid('https://mydomain.my.salesforce.com')
  },
  needsSecret: () => true,
  oauth({ url }) {
    const { origin } = new URL(url)
    const [authorizeUrl, tokenUrl] = [`${origin}/services/oauth2/authorize`, `${origin}/services/oauth2/token`]
    return { authorizeUrl, tokenUrl, scopes: ['api', 'refresh_token'] }
  },
  rules: () => salesforceRules,
  objects: () => salesforceObjects.map(({ object }) => object),
  async open({ client, credentials }) {
    const salesforce = new SalesforceClient(client, credentials)
    const versions = Versions.safeParse((await salesforce.get('/services/data/', {}, 'services/data')).body)
    if (!versions.success) throw salesforce.unreadable('services/data')
    const version = chosen(versions.data.map((one) => one.version))
    const base = `/services/data/v${version}`
    const { body } = await salesforce.get(`${base}/query`, { q: 'SELECT Id, Name FROM Organization' }, 'Organization')
    const organisation = Organisation.safeParse(body)
    return new SalesforceSession(salesforce, {
      base,
      version,
      account: (organisation.success ? organisation.data.records[0]?.Name : undefined) ?? client.host,
    })
  },
}

function invalid(problem: string): HelmdeckError {
  return new HelmdeckError('invalid-connection', { field: 'url', problem })
}

/** Ours where it is there, else the newest. */
function chosen(versions: readonly string[]): string {
  if (versions.includes(ownVersion)) return ownVersion
  return versions.toSorted((a, b) => Number(a) - Number(b)).at(-1) ?? ownVersion
}
