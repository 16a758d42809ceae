import { chiefExecutive } from './chief-executive.ts'
import { finance } from './finance.ts'
import { marketing } from './marketing.ts'
import { salesDirector } from './sales-director.ts'
import { salesPerformance } from './sales-performance.ts'
import { salesRep } from './sales-rep.ts'
import { service } from './service.ts'
import type { CockpitTemplate } from './template.ts'

/** The cockpits that come with the product, the one that is opened first at the head. */
export const shippedCockpits: readonly CockpitTemplate[] = [
  salesDirector,
  salesPerformance,
  chiefExecutive,
  salesRep,
  marketing,
  finance,
  service,
]
