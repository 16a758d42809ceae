import { makeAccounts } from './accounts.ts'
import { makeActivities } from './activities.ts'
import { accountFile, activityFile, leadFile } from './crm-files.ts'
import { opportunityFile, stageHistoryFile } from './deal-files.ts'
import { makeLeads } from './leads.ts'
import { channelFile, orderFile, paymentFile, peopleFile, productFile, spendFile, stageFile, targetFile, teamFile } from './office-files.ts'
import { makeOpportunities } from './opportunities.ts'
import { makeOrders, makePayments } from './orders.ts'
import { makeSpend, makeTargets } from './plans.ts'

/** The whole sample company as files, name -> bytes; the same bytes on every machine. */
export function starterFiles(): ReadonlyMap<string, Uint8Array> {
  const accounts = makeAccounts()
  const leads = makeLeads(accounts)
  const opportunities = makeOpportunities(leads, accounts)
  const orders = makeOrders(opportunities, accounts)
  return new Map([
    ['people.csv', peopleFile()],
    ['teams.csv', teamFile()],
    ['products.csv', productFile()],
    ['pipeline_stages.csv', stageFile()],
    ['channels.csv', channelFile()],
    ['accounts.csv', accountFile(accounts)],
    ['leads.xlsx', leadFile(leads, opportunities)],
    ['商机.csv', opportunityFile(opportunities)],
    ['商机阶段记录.csv', stageHistoryFile(opportunities)],
    ['activities.csv', activityFile(makeActivities(leads, opportunities))],
    ['渠道投入.xlsx', spendFile(makeSpend())],
    ['targets.csv', targetFile(makeTargets())],
    ['orders.csv', orderFile(orders)],
    ['payments.csv', paymentFile(makePayments(orders))],
  ])
}
