import type { HelmdeckError } from '../../../../src/contract/errors.ts'
import type { PulledObject, PullRun } from '../../../../src/contract/pulls.ts'
import type { SalesforceServer, Trick } from './salesforce-server.ts'

/** Enough for deals and their visits. */
export const dealObjects = ['User', 'OpportunityStage', 'Opportunity', 'OpportunityHistory']

export const failure = async (work: Promise<unknown>): Promise<HelmdeckError> =>
  await work.then(
    () => Promise.reject(new Error('no failure')),
    (error: HelmdeckError) => error,
  )
export const outcomeOf = (run: PullRun, name: string): PulledObject => run.objects.find(({ object }) => object === name)!
export const dealOf = (server: SalesforceServer, nth: number): string => String(server.rows('Opportunity')[nth]!['Id'])

/** Plays at the nth page of deals. */
export function atPage(server: SalesforceServer, nth: number, trick: Trick): void {
  let pages = 0
  let isDeals = false
  server.always = (request, response, url) => {
    const question = url.searchParams.get('q')
    if (question !== null) isDeals = /SELECT .*StageName.* FROM Opportunity /.test(question)
    if (!/\/query(All)?(\/|$)/.test(url.pathname) || !isDeals || ++pages !== nth) return false
    return trick(request, response, url)
  }
}
