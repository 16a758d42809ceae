import type { System } from '../../../contract/pulls.ts'
import type { Connector } from '../connector.ts'
import { fxiaokeConnector } from './fxiaoke/fxiaoke-connector.ts'
import { hubspotConnector } from './hubspot/hubspot-connector.ts'
import { restConnector } from './rest/rest-connector.ts'
import { salesforceConnector } from './salesforce/salesforce-connector.ts'
import { trytonConnector } from './tryton/tryton-connector.ts'

const connectors: Readonly<Record<System, Connector>> = {
  fxiaoke: fxiaokeConnector,
  hubspot: hubspotConnector,
  rest: restConnector,
  salesforce: salesforceConnector,
  tryton: trytonConnector,
}

export function connectorOf(system: System): Connector {
  return connectors[system]
}
