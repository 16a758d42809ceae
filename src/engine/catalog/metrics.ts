import type { MetricDefinition } from './definition.ts'
import { customerMetrics } from './metrics-customer.ts'
import { leadMetrics } from './metrics-lead.ts'
import { acquisitionMetrics } from './metrics-acquisition.ts'
import { fulfilmentMetrics } from './metrics-fulfilment.ts'
import { quoteMetrics } from './metrics-quote.ts'
import { receivableMetrics } from './metrics-receivable.ts'
import { retentionMetrics } from './metrics-retention.ts'
import { serviceMetrics } from './metrics-service.ts'
import { studyMetrics } from './metrics-study.ts'
import { worthMetrics } from './metrics-worth.ts'
import { slippingMetrics } from './metrics-slipping.ts'
import { moneyMetrics } from './metrics-money.ts'
import { opportunityMetrics } from './metrics-opportunity.ts'

/** Every metric this version answers, by id, in the order in which they are offered. */
export const metrics: ReadonlyMap<string, MetricDefinition> = new Map(
  [
    ...leadMetrics,
    ...opportunityMetrics,
    ...slippingMetrics,
    ...customerMetrics,
    ...retentionMetrics,
    ...acquisitionMetrics,
    ...worthMetrics,
    ...quoteMetrics,
    ...fulfilmentMetrics,
    ...moneyMetrics,
    ...receivableMetrics,
    ...serviceMetrics,
    ...studyMetrics,
  ].map((metric) => [metric.id, metric]),
)
