import { acquisitionMetrics } from './acquisition.ts'
import { activityMetrics } from './activities.ts'
import { contractMetrics } from './contracts.ts'
import { customerMetrics, newCustomers } from './customers.ts'
import { created, dealMetrics } from './deals.ts'
import { leadMetrics, leadsCreated, leadsOn } from './leads.ts'
import type { MakeMetric } from './metric.ts'
import { retentionMetrics } from './retention.ts'
import { receivableMetrics } from './receivables.ts'
import { quoteMetrics } from './quotes.ts'
import { serviceMetrics } from './service.ts'
import { costPer, salesMetrics } from './sales.ts'
import { targetMetrics } from './targets.ts'

export const metrics: Readonly<Record<string, MakeMetric>> = {
  ...leadMetrics,
  ...dealMetrics,
  ...activityMetrics,
  ...customerMetrics,
  ...salesMetrics,
  ...targetMetrics,
  ...serviceMetrics,
  ...quoteMetrics,
  ...receivableMetrics,
  ...retentionMetrics,
  ...acquisitionMetrics,
  ...contractMetrics,
  cost_per_lead: costPer(leadsCreated),
  cost_per_mql: costPer((world) => leadsOn(world, 'mql_at')),
  cost_per_sql: costPer((world) => leadsOn(world, 'sql_at')),
  cost_per_opportunity: costPer(created),
  cost_per_customer: costPer(newCustomers),
}
