import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SalesforceBench } from './salesforce-bench.ts'

let crm: SalesforceBench

beforeEach(async () => {
  crm = await SalesforceBench.open()
})
afterEach(async () => {
  await crm.close()
})

const entities = {
  User: 'person',
  Account: 'account',
  Contact: 'contact',
  Campaign: 'campaign',
  Lead: 'lead',
  CampaignMember: 'touch',
  Product2: 'product',
  Opportunity: 'opportunity',
  OpportunityLineItem: 'opportunity_line',
  Quote: 'quote',
  Contract: 'contract',
  Order: 'order',
  OrderItem: 'order_line',
  Case: 'ticket',
} as const

describe('an organisation of Salesforce', () => {
  it('is read whole: every object, the amounts, the stage visits', async () => {
    await crm.connect()
    const run = await crm.bench.pull()
    expect(run.objects.filter(({ state }) => state !== 'done')).toEqual([])
    for (const [sobject, entity] of Object.entries(entities)) {
      expect(await crm.held(entity), sobject).toEqual(crm.ids(sobject))
      const { inSource, held } = run.objects.find(({ object }) => object === sobject)!
      expect([inSource, held], sobject).toEqual([crm.ids(sobject).length, crm.ids(sobject).length])
    }
    expect(await crm.deals()).toEqual(crm.dealsOfOrg())
    expect(await crm.visits()).toEqual(crm.visitsOfOrg())
  })
})
