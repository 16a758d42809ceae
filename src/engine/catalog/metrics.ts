import type { MetricDefinition } from './definition.ts'
import { customerMetrics } from './metrics-customer.ts'
import { leadMetrics } from './metrics-lead.ts'
import { moneyMetrics } from './metrics-money.ts'
import { opportunityMetrics } from './metrics-opportunity.ts'

/** Every metric this version answers, by id, in the order in which they are offered. */
export const metrics: ReadonlyMap<string, MetricDefinition> = new Map(
  [...leadMetrics, ...opportunityMetrics, ...customerMetrics, ...moneyMetrics].map((metric) => [metric.id, metric]),
)
