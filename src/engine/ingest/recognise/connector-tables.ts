import type { FileKind } from '../../../contract/imports.ts'
import type { ColumnEvidence } from './column-evidence.ts'
import { headerKey } from './header-key.ts'

// Tables as Fivetran names them for Salesforce and HubSpot. They hold every field of an object, hundreds of them, so that headers tell
// less than the name; those of tickets, properties and roles look like stages and people and are neither.
const tables: Readonly<Record<string, FileKind>> = {
  account: 'account',
  company: 'account',
  contact: 'contact',
  lead: 'lead',
  opportunity: 'opportunity',
  deal: 'opportunity',
  dealpipeline: 'pipeline',
  dealpipelinestage: 'stage',
  dealcontact: 'opportunity_contact',
  opportunitycontactrole: 'opportunity_contact',
  opportunitylineitem: 'opportunity_line',
  owner: 'person',
  user: 'person',
  task: 'activity',
  event: 'activity',
  product2: 'product',
  order: 'order',
  ticket: 'ticket',
  team: 'team',
  ticketpipeline: 'custom',
  ticketpipelinestage: 'custom',
  property: 'custom',
  propertyoption: 'custom',
  role: 'custom',
  userrole: 'custom',
}

/** The kind of a table that a connector wrote, by the name it gives it; null for any other file. */
export function connectorKind(fileName: string, columns: readonly ColumnEvidence[]): FileKind | null {
  const ofConnector = columns.filter(({ header }) => /^_fivetran_|^property_/i.test(header)).length
  if (ofConnector < 1) return null
  const name = headerKey(fileName.replace(/\.[a-z0-9]{2,5}$/i, ''))
  return tables[name.replace(/^(sf|salesforce|hs|hubspot)/, '').replace(/data$/, '')] ?? null
}
