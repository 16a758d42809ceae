import type { FileKind } from '../../../../contract/imports.ts'
import { accountSynonyms } from './account.ts'
import { activitySynonyms } from './activity.ts'
import { contactSynonyms } from './contact.ts'
import { contractSynonyms } from './contract.ts'
import { deliverySynonyms } from './delivery.ts'
import { fieldChangeSynonyms } from './field-change.ts'
import { instalmentSynonyms } from './instalment.ts'
import { invoiceSynonyms } from './invoice.ts'
import { leadSynonyms } from './lead.ts'
import { campaignSynonyms, channelSynonyms, spendSynonyms } from './marketing.ts'
import { opportunityContactSynonyms } from './opportunity-contact.ts'
import { opportunitySynonyms } from './opportunity.ts'
import { opportunityLineSynonyms, orderLineSynonyms, orderSynonyms, paymentSynonyms } from './order.ts'
import { paymentAllocationSynonyms } from './payment-allocation.ts'
import { personSynonyms, teamSynonyms } from './people.ts'
import { pipelineSynonyms, stageSynonyms, stageVisitSynonyms } from './pipeline.ts'
import { productSynonyms } from './product.ts'
import { quoteLineSynonyms } from './quote-line.ts'
import { quoteSynonyms } from './quote.ts'
import { exchangeRateSynonyms, targetSynonyms } from './target.ts'
import { ticketSynonyms } from './ticket.ts'
import { touchSynonyms } from './touch.ts'
import type { EntitySynonyms } from './synonym-types.ts'

export type ModelKind = Exclude<FileKind, 'custom'>

export const synonyms: Readonly<Record<ModelKind, EntitySynonyms>> = {
  account: accountSynonyms,
  contact: contactSynonyms,
  person: personSynonyms,
  team: teamSynonyms,
  product: productSynonyms,
  pipeline: pipelineSynonyms,
  stage: stageSynonyms,
  opportunity: opportunitySynonyms,
  opportunity_line: opportunityLineSynonyms,
  stage_visit: stageVisitSynonyms,
  lead: leadSynonyms,
  activity: activitySynonyms,
  channel: channelSynonyms,
  campaign: campaignSynonyms,
  spend: spendSynonyms,
  target: targetSynonyms,
  order: orderSynonyms,
  order_line: orderLineSynonyms,
  payment: paymentSynonyms,
  exchange_rate: exchangeRateSynonyms,
  touch: touchSynonyms,
  opportunity_contact: opportunityContactSynonyms,
  quote: quoteSynonyms,
  quote_line: quoteLineSynonyms,
  contract: contractSynonyms,
  delivery: deliverySynonyms,
  instalment: instalmentSynonyms,
  invoice: invoiceSynonyms,
  payment_allocation: paymentAllocationSynonyms,
  ticket: ticketSynonyms,
  field_change: fieldChangeSynonyms,
}

export const modelKinds = Object.keys(synonyms) as readonly ModelKind[]
