import { longId, prefixes, shapes, stagesOfOrg, textFields } from './org-shapes.ts'
import type { SalesforceServer } from './salesforce-server.ts'
import type { Row } from './soql-rows.ts'

/** An organisation of two years: 6 users, 40 accounts, 60 contacts, 120 leads, 90 deals with their histories, and what follows them. */
export class SampleOrg {
  readonly server: SalesforceServer
  private seed = 20_260_301
  private readonly counts = new Map<string, number>()

  constructor(server: SalesforceServer) {
    this.server = server
    for (const [sobject, names] of Object.entries(shapes)) {
      server.tables.set(sobject, [])
      const fields = names
        .split(' ')
        .map((name) => ({ name, type: textFields.includes(name) ? 'string' : 'any', custom: name.endsWith('__c') }))
      // What no question may name: parts come as fields of their own.
      server.fields.set(sobject, [...fields, { name: 'BillingAddress', type: 'address', custom: false }])
    }
  }

  /** 0 <= x < most, always the same ones. */
  private pick(most: number): number {
    this.seed = (this.seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((this.seed / 2_147_483_648) * most)
  }

  one<T>(of: readonly T[]): T {
    return of[this.pick(of.length)]!
  }

  add(sobject: string, row: Row, at = this.server.moment()): string {
    const number = (this.counts.get(sobject) ?? 0) + 1
    this.counts.set(sobject, number)
    const id = longId(prefixes[sobject]!, number)
    const has = (name: string): boolean => shapes[sobject]!.split(' ').includes(name)
    this.server.rows(sobject).push({
      Id: id,
      ...(has('IsDeleted') ? { IsDeleted: false } : {}),
      CreatedDate: at,
      SystemModstamp: at,
      ...row,
    })
    return id
  }

  /** A moment `days` before now. */
  before(days: number, hour = 9): string {
    const at = new Date(this.server.now.getTime() - days * 86_400_000)
    at.setUTCHours(hour, 30, 0, 0)
    return at.toISOString().replace('Z', '+0000')
  }

  fill(): void {
    this.add('Organization', { Name: 'Northwind Pumps' })
    for (const [index, [name, probability, isClosed, isWon]] of stagesOfOrg.entries())
      this.add('OpportunityStage', {
        ApiName: name,
        MasterLabel: name,
        SortOrder: index + 1,
        DefaultProbability: probability,
        IsClosed: isClosed,
        IsWon: isWon,
        IsActive: true,
      })
    const users = ['Ada Lovelace', 'Bob Stone', '王芳', 'Eve Müller', "Cú O'Neil", 'Frank "Fritz" Vogel'].map((name, index) =>
      this.add(
        'User',
        { Name: name, Email: `u${index}@example.com`, Department: index < 3 ? 'North' : 'South', IsActive: index !== 4 },
        this.before(900),
      ),
    )
    const accounts = Array.from({ length: 40 }, (_, index) =>
      this.add(
        'Account',
        {
          Name: `Account ${index}, Ltd.`,
          Industry: this.one(['Energy', 'Retail', null]),
          NumberOfEmployees: this.pick(5000),
          AnnualRevenue: this.pick(9_000_000) / 4,
          BillingCity: 'Lyon',
          OwnerId: this.one(users),
          Segment__c: this.one(['A', 'B']),
        },
        this.before(800 - index),
      ),
    )
    for (let index = 0; index < 60; index++)
      this.add(
        'Contact',
        {
          Name: `Contact ${index}`,
          AccountId: this.one(accounts),
          Email: `c${index}@example.com`,
          MobilePhone: `+33 6 ${1000 + index}`,
          OwnerId: this.one(users),
        },
        this.before(700 - index),
      )
    const campaigns = ['Spring fair', 'Webinar'].map((name) =>
      this.add('Campaign', { Name: name, Type: 'Event', StartDate: '2025-04-01', OwnerId: users[0] }, this.before(400)),
    )
    const products = [
      ['Pump', 'Hydraulics'],
      ['Valve', 'Hydraulics'],
      ['Service', 'Services'],
    ].map(([Name, Family]) => this.add('Product2', { Name, Family, IsActive: true, CurrencyIsoCode: 'EUR' }, this.before(880)))
    const deals = Array.from({ length: 90 }, (_, index) => this.addDeal(index, { users, accounts, campaigns, products }))
    for (let index = 0; index < 120; index++) {
      const isConverted = index % 4 === 0
      const at = this.before(600 - index * 4)
      const lead = this.add(
        'Lead',
        {
          Name: `Lead ${index}`,
          Company: `Co ${index % 37}`,
          LeadSource: this.one(['Web', 'Referral', 'Trade show']),
          Status: isConverted ? 'Qualified' : this.one(['Open', 'Working', 'Unqualified']),
          State: 'Rhône',
          Email: `l${index}@example.com`,
          IsConverted: isConverted,
          ConvertedDate: isConverted ? at.slice(0, 10) : null,
          ConvertedOpportunityId: isConverted ? deals[index % 90] : null,
          OwnerId: this.one(users),
          MQL_Date__c: index % 3 === 0 ? at : null,
        },
        at,
      )
      if (index % 2 === 0) this.add('CampaignMember', { CampaignId: this.one(campaigns), LeadId: lead, Status: 'Responded' }, at)
    }
    for (let index = 0; index < 25; index++)
      this.add(
        'Case',
        {
          CaseNumber: `0000${index}`,
          AccountId: this.one(accounts),
          Type: 'Question',
          Priority: 'High',
          Status: 'Closed',
          ClosedDate: this.before(100 - index, 15),
          OwnerId: this.one(users),
        },
        this.before(110 - index),
      )
  }

  addDeal(
    index: number,
    { users, accounts, campaigns, products }: Readonly<Record<'users' | 'accounts' | 'campaigns' | 'products', readonly string[]>>,
  ): string {
    const began = 500 - index * 5
    const amount = (this.pick(200_000) + 1000) / 4
    const owner = this.one(users)
    const deal = this.add(
      'Opportunity',
      {
        Name: `Deal ${index}`,
        AccountId: this.one(accounts),
        StageName: 'Prospecting',
        Amount: index % 17 === 0 ? null : amount,
        CurrencyIsoCode: 'EUR',
        Probability: 10,
        CloseDate: this.before(began - 60).slice(0, 10),
        Type: 'New',
        LeadSource: this.one(['Web', 'Referral', 'Trade show']),
        CampaignId: index % 5 === 0 ? campaigns[0] : null,
        ForecastCategoryName: 'Pipeline',
        IsClosed: false,
        IsWon: false,
        OwnerId: owner,
        Discount__c: index / 8,
        Region__c: this.one(['North', 'South']),
      },
      this.before(began),
    )
    this.save(deal, {}, this.before(began), owner)
    const last = this.pick(5)
    for (let step = 1; step <= Math.min(last, 3); step++)
      this.save(deal, this.entering(step === 3 && index % 3 !== 0 ? 4 : step), this.before(began - step * 12), owner)
    const isWon = this.server.find('Opportunity', deal)['IsWon'] === true
    for (let line = 0; line < 2; line++)
      this.add(
        'OpportunityLineItem',
        {
          OpportunityId: deal,
          Product2Id: this.one(products),
          Quantity: line + 1,
          UnitPrice: amount / 4,
          TotalPrice: ((line + 1) * amount) / 4,
          CurrencyIsoCode: 'EUR',
        },
        this.before(began),
      )
    if (!isWon) return deal
    this.add(
      'Quote',
      {
        Name: `Q-${index}`,
        OpportunityId: deal,
        Status: 'Accepted',
        TotalPrice: amount,
        CurrencyIsoCode: 'EUR',
        ExpirationDate: '2026-12-31',
        OwnerId: owner,
      },
      this.before(began - 30),
    )
    const contract = this.add(
      'Contract',
      {
        ContractNumber: `0000${index}`,
        AccountId: accounts[0],
        Status: 'Activated',
        StartDate: '2025-06-01',
        OwnerId: owner,
        ActivatedDate: this.before(began - 37),
      },
      this.before(began - 37),
    )
    const order = this.add(
      'Order',
      {
        OrderNumber: `0000${index}`,
        AccountId: accounts[0],
        ContractId: contract,
        OpportunityId: deal,
        EffectiveDate: this.before(began - 38).slice(0, 10),
        TotalAmount: amount,
        CurrencyIsoCode: 'EUR',
        Status: 'Activated',
        OwnerId: owner,
      },
      this.before(began - 38),
    )
    this.add(
      'OrderItem',
      { OrderId: order, Product2Id: products[0], Quantity: 2, UnitPrice: amount / 2, TotalPrice: amount, CurrencyIsoCode: 'EUR' },
      this.before(began - 38),
    )
    return deal
  }

  entering(stage: number): Row {
    const [name, probability, isClosed, isWon] = stagesOfOrg[stage]!
    return { StageName: name, Probability: probability, IsClosed: isClosed, IsWon: isWon }
  }

  /** A save of a deal: what changes, and the row of history that Salesforce writes. */
  save(deal: string, change: Row, at = this.server.moment(), by = this.server.rows('User')[0]!['Id']): void {
    const row = this.server.find('Opportunity', deal)
    const { Amount: before, CloseDate: day } = row
    Object.assign(row, change, { SystemModstamp: at })
    this.add(
      'OpportunityHistory',
      {
        OpportunityId: deal,
        CreatedById: by,
        StageName: row['StageName'],
        Amount: row['Amount'],
        ExpectedRevenue: null,
        CloseDate: row['CloseDate'],
        Probability: row['Probability'],
        ForecastCategory: row['ForecastCategoryName'],
        PrevAmount: before,
        PrevCloseDate: day,
      },
      at,
    )
  }

  /** Into the recycle bin with what hangs on it, or back out of it. Rows of the history keep their times. */
  remove(sobject: string, id: string, isDeleted = true): void {
    this.server.edit(sobject, id, { IsDeleted: isDeleted })
    if (sobject !== 'Opportunity') return
    const of = (row: Row): boolean => row['OpportunityId'] === id
    for (const row of this.server.rows('OpportunityHistory').filter(of)) row['IsDeleted'] = isDeleted
    for (const row of this.server.rows('OpportunityLineItem').filter(of))
      Object.assign(row, { IsDeleted: isDeleted, SystemModstamp: this.server.moment() })
  }

  /** Out of the recycle bin, or deleted without one: nobody tells. */
  purge(sobject: string, id: string): void {
    this.server.tables.set(
      sobject,
      this.server.rows(sobject).filter((row) => row['Id'] !== id),
    )
  }

  /** The loser lies in the recycle bin and names the winner. */
  merge(sobject: string, loser: string, winner: string): void {
    this.server.edit(sobject, loser, { IsDeleted: true, MasterRecordId: winner })
  }
}
