/**
 * A small company in HubSpot's columns (API names, as its connectors write them). The workspace is in Asia/Shanghai: 8 hours later.
 *
 * Deal 7001 begins in the pipeline `default` at `appointmentscheduled` (5 January, 09:00 here), moves to the pipeline `renewals`
 * and its stage 9001 on the 10th, and is won there (9002) on the 20th. 5,000 becomes 6,500 on the 12th; the close date, epoch
 * milliseconds of 31 January 16:00 UTC, is 1 February here, then 28 February; the owner 11 hands over to 12 on the 15th.
 * Deal 7002 is lost on 8 February, re-opened on the 9th; its amount is cleared on the 10th. Deal 7999 was never exported.
 */
export const deals = `dealId,dealname,pipeline,dealstage,amount,closedate,hubspot_owner_id,createdate
7001,Renewal North,renewals,9002,6500,2024-02-28,12,2024-01-05T01:00:00Z
7002,Trial South,default,appointmentscheduled,,2024-03-31,11,2024-02-01T01:00:00Z
`
export const stages = `Pipeline,Stage ID,Stage Name,Display Order,Probability
default,appointmentscheduled,Meeting booked,0,0.2
default,closedwon,Signed,5,1
default,closedlost,Gone,6,0
renewals,9001,Renewal due,0,0.5
renewals,9002,Closed won,1,1
`
const head = 'deal_id,timestamp,name,value,source,source_id'
const row = (deal: number, at: string, name: string, value: string): string => `${deal},${at},${name},${value},CRM_UI,userId:11`
const lines = [
  row(7001, '2024-01-05T01:00:00.000Z', 'pipeline', 'default'),
  row(7001, '2024-01-05T01:00:00.000Z', 'dealstage', 'appointmentscheduled'),
  row(7001, '2024-01-05T01:00:00.000Z', 'amount', '5000'),
  row(7001, '2024-01-05T01:00:00.000Z', 'closedate', '1706716800000'),
  row(7001, '2024-01-05T01:00:00.000Z', 'hubspot_owner_id', '11'),
  row(7001, '2024-01-10T02:00:00.000Z', 'pipeline', 'renewals'),
  row(7001, '2024-01-10T02:00:00.000Z', 'dealstage', '9001'),
  row(7001, '2024-01-12T02:00:00.000Z', 'amount', '6500.00'),
  row(7001, '2024-01-15T02:00:00.000Z', 'hubspot_owner_id', '12'),
  row(7001, '2024-01-18T02:00:00.000Z', 'closedate', '2024-02-28'),
  row(7001, '2024-01-20T02:00:00.000Z', 'dealstage', '9002'),
  row(7002, '2024-02-01T01:00:00.000Z', 'dealstage', 'appointmentscheduled'),
  row(7002, '2024-02-01T01:00:00.000Z', 'amount', '900'),
  row(7002, '2024-02-08T01:00:00.000Z', 'dealstage', 'closedlost'),
  row(7002, '2024-02-09T01:00:00.000Z', 'dealstage', 'appointmentscheduled'),
  row(7002, '2024-02-10T01:00:00.000Z', 'amount', ''),
  row(7002, '2024-02-10T01:00:00.000Z', 'amount', 'soon'),
  row(7999, '2024-02-10T01:00:00.000Z', 'amount', '1'),
  row(7002, '2024-02-11T01:00:00.000Z', 'hs_priority', 'high'),
]
export const history = [head, ...lines].join('\n')
/** The same change twice in one file. */
export const historyTwice = [head, ...lines, lines[7], lines[0]].join('\n')

/** Worked out by hand: deal, field, at (here), from, to. Of 7002's two amounts of 10 February one was cleared, one can't be read; both are kept. */
export const changes = [
  ['7999', 'amount', '2024-02-10 09:00:00', null, '1'],
  ['Renewal North', 'amount', '2024-01-05 09:00:00', null, '5000'],
  ['Renewal North', 'amount', '2024-01-12 10:00:00', '5000', '6500'],
  ['Renewal North', 'expected_close_on', '2024-01-05 09:00:00', null, '2024-02-01'],
  ['Renewal North', 'expected_close_on', '2024-01-18 10:00:00', '2024-02-01', '2024-02-28'],
  ['Renewal North', 'owner', '2024-01-05 09:00:00', null, '11'],
  ['Renewal North', 'owner', '2024-01-15 10:00:00', '11', '12'],
  ['Renewal North', 'pipeline', '2024-01-05 09:00:00', null, 'default'],
  ['Renewal North', 'pipeline', '2024-01-10 10:00:00', 'default', 'renewals'],
  ['Renewal North', 'stage', '2024-01-05 09:00:00', null, 'appointmentscheduled'],
  ['Renewal North', 'stage', '2024-01-10 10:00:00', 'appointmentscheduled', '9001'],
  ['Renewal North', 'stage', '2024-01-20 10:00:00', '9001', '9002'],
  ['Trial South', 'amount', '2024-02-01 09:00:00', null, '900'],
  ['Trial South', 'hs_priority', '2024-02-11 09:00:00', null, 'high'],
  ['Trial South', 'stage', '2024-02-01 09:00:00', null, 'appointmentscheduled'],
  ['Trial South', 'stage', '2024-02-08 09:00:00', 'appointmentscheduled', 'closedlost'],
  ['Trial South', 'stage', '2024-02-09 09:00:00', 'closedlost', 'appointmentscheduled'],
]

/** Stages by their names, as the stage file says them; a move to another pipeline is no advance. */
export const visits = [
  ['Renewal North', 'Meeting booked', '2024-01-05 09:00:00', '2024-01-10 10:00:00', 'moved'],
  ['Renewal North', 'Renewal due', '2024-01-10 10:00:00', '2024-01-20 10:00:00', 'won'],
  ['Renewal North', 'Closed won', '2024-01-20 10:00:00', null, 'won'],
  ['Trial South', 'Meeting booked', '2024-02-01 09:00:00', '2024-02-08 09:00:00', 'lost'],
  ['Trial South', 'Gone', '2024-02-08 09:00:00', '2024-02-09 09:00:00', 'regressed'],
  ['Trial South', 'Meeting booked', '2024-02-09 09:00:00', null, 'open'],
]
