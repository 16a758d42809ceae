/**
 * A small company in Salesforce's own columns. The workspace is in Asia/Shanghai, eight hours before the times in the files.
 *
 * Acme: Prospecting on 5 January (16:00 here), skips Qualification to Proposal on the 12th, 1,000 becomes 1,500 on the 20th (no
 * stage change), back to Prospecting on 1 February with a later close date, won on 1 March at 1,500.50.
 * Bolt: Prospecting 1 February, lost on the 10th, re-opened on the 20th with its amount cleared; one row of it is deleted.
 * Cord: known by its field history only. Created 1 January in Qualification (the log has no row of that), Proposal on the 10th,
 * owner Ada to Bob on the 15th (told by name and by id), 300 set on the 12th, close date moved on the 18th.
 */
export const deals = `Id,Name,StageName,Amount,CloseDate,Probability,OwnerId,CreatedDate,IsDeleted
006000000000001AAA,Acme,Closed Won,1500.50,2024-03-01,100,005000000000001AAA,2024-01-05T08:00:00.000+0000,false
006000000000002AAA,Bolt,Prospecting,,2024-05-31,10,005000000000001AAA,2024-02-01T00:00:00.000+0000,false
006000000000003AAA,Cord,Proposal/Price Quote,300,2024-04-15,50,005000000000002AAA,2024-01-01T00:00:00.000+0000,false
`
export const users = `Id,Name,Username,Email,IsActive
005000000000001AAA,Ada Lovelace,ada@example.com,ada@example.com,true
005000000000002AAA,Bob Stone,bob@example.com,bob@example.com,true
`
const head =
  'Id,OpportunityId,CreatedById,CreatedDate,StageName,Amount,ExpectedRevenue,CloseDate,Probability,ForecastCategory,PrevAmount,PrevCloseDate,SystemModstamp,IsDeleted'
const save = (id: string, deal: number, at: string, rest: string, isDeleted = false): string =>
  `008${id},00600000000000${deal}AAA,005000000000001AAA,${at}.000+0000,${rest},${at}.000+0000,${isDeleted}`
export const savesOfJanuary = [
  head,
  save('000000000001AAA', 1, '2024-01-05T08:00:00', 'Prospecting,1000,100,2024-03-31,10,Pipeline,,'),
  save('000000000002AAA', 1, '2024-01-12T02:00:00', 'Proposal/Price Quote,1000,500,2024-03-31,50,BestCase,1000,2024-03-31'),
  save('000000000003AAA', 1, '2024-01-20T01:30:00', 'Proposal/Price Quote,1500,750,2024-03-31,50,BestCase,1000,2024-03-31'),
].join('\n')
const february = [
  save('000000000004AAA', 1, '2024-02-01T00:00:00', 'Prospecting,1500,150,2024-06-30,10,Pipeline,1500,2024-03-31'),
  save('000000000005AAA', 1, '2024-03-01T00:00:00', 'Closed Won,1500.50,1500.50,2024-03-01,100,Closed,1500,2024-06-30'),
  save('000000000006AAA', 2, '2024-02-01T00:00:00', 'Prospecting,200,20,2024-05-31,10,Pipeline,,'),
  save('000000000009AAA', 2, '2024-02-05T00:00:00', 'Qualification,900,20,2024-05-31,10,Pipeline,200,2024-05-31', true),
  save('000000000007AAA', 2, '2024-02-10T00:00:00', 'Closed Lost,200,0,2024-05-31,0,Omitted,200,2024-05-31'),
  save('000000000008AAA', 2, '2024-02-20T00:00:00', 'Prospecting,,,2024-05-31,10,Pipeline,200,2024-05-31'),
]
export const saves = [savesOfJanuary, ...february].join('\n')
/** A later export begins where the earlier one ended, with one row of it again. */
export const savesOfFebruary = [head, savesOfJanuary.split('\n').at(-1), ...february].join('\n')
/** The same rows, newest first: an export may come in any order. */
export const savesNewestFirst = [head, ...saves.split('\n').slice(1).toReversed()].join('\n')

const change = (id: string, at: string, field: string, old: string, now: string): string =>
  `017${id},006000000000003AAA,005000000000001AAA,${at}.000Z,${field},${old},${now},Text,false`
export const fieldHistory = [
  'Id,OpportunityId,CreatedById,CreatedDate,Field,OldValue,NewValue,DataType,IsDeleted',
  change('000000000001AAA', '2024-01-10T00:00:00', 'StageName', 'Qualification', 'Proposal/Price Quote'),
  change('000000000002AAA', '2024-01-12T00:00:00', 'Amount', '', '300.00'),
  change('000000000003AAA', '2024-01-15T00:00:00', 'Owner', 'Ada Lovelace', 'Bob Stone'),
  change('000000000004AAA', '2024-01-15T00:00:00', 'Owner', '005000000000001AAA', '005000000000002AAA'),
  change('000000000005AAA', '2024-01-18T00:00:00', 'CloseDate', '2024-03-31', '2024-04-15'),
  change('000000000006AAA', '2024-01-18T00:00:00', 'Colour__c', 'red', 'blue'),
].join('\n')

/** Worked out by hand from the story above: deal, field, at (here), from, to. */
export const changes = [
  ['Acme', 'amount', '2024-01-05 16:00:00', null, '1000'],
  ['Acme', 'amount', '2024-01-20 09:30:00', '1000', '1500'],
  ['Acme', 'amount', '2024-03-01 08:00:00', '1500', '1500.5'],
  ['Acme', 'expected_close_on', '2024-01-05 16:00:00', null, '2024-03-31'],
  ['Acme', 'expected_close_on', '2024-02-01 08:00:00', '2024-03-31', '2024-06-30'],
  ['Acme', 'expected_close_on', '2024-03-01 08:00:00', '2024-06-30', '2024-03-01'],
  ['Acme', 'forecast_category', '2024-01-05 16:00:00', null, 'Pipeline'],
  ['Acme', 'forecast_category', '2024-01-12 10:00:00', 'Pipeline', 'BestCase'],
  ['Acme', 'forecast_category', '2024-02-01 08:00:00', 'BestCase', 'Pipeline'],
  ['Acme', 'forecast_category', '2024-03-01 08:00:00', 'Pipeline', 'Closed'],
  ['Acme', 'probability', '2024-01-05 16:00:00', null, '0.1'],
  ['Acme', 'probability', '2024-01-12 10:00:00', '0.1', '0.5'],
  ['Acme', 'probability', '2024-02-01 08:00:00', '0.5', '0.1'],
  ['Acme', 'probability', '2024-03-01 08:00:00', '0.1', '1'],
  ['Acme', 'stage', '2024-01-05 16:00:00', null, 'Prospecting'],
  ['Acme', 'stage', '2024-01-12 10:00:00', 'Prospecting', 'Proposal/Price Quote'],
  ['Acme', 'stage', '2024-02-01 08:00:00', 'Proposal/Price Quote', 'Prospecting'],
  ['Acme', 'stage', '2024-03-01 08:00:00', 'Prospecting', 'Closed Won'],
  ['Bolt', 'amount', '2024-02-01 08:00:00', null, '200'],
  ['Bolt', 'amount', '2024-02-20 08:00:00', '200', null],
  ['Bolt', 'expected_close_on', '2024-02-01 08:00:00', null, '2024-05-31'],
  ['Bolt', 'forecast_category', '2024-02-01 08:00:00', null, 'Pipeline'],
  ['Bolt', 'forecast_category', '2024-02-10 08:00:00', 'Pipeline', 'Omitted'],
  ['Bolt', 'forecast_category', '2024-02-20 08:00:00', 'Omitted', 'Pipeline'],
  ['Bolt', 'probability', '2024-02-01 08:00:00', null, '0.1'],
  ['Bolt', 'probability', '2024-02-10 08:00:00', '0.1', '0'],
  ['Bolt', 'probability', '2024-02-20 08:00:00', '0', '0.1'],
  ['Bolt', 'stage', '2024-02-01 08:00:00', null, 'Prospecting'],
  ['Bolt', 'stage', '2024-02-10 08:00:00', 'Prospecting', 'Closed Lost'],
  ['Bolt', 'stage', '2024-02-20 08:00:00', 'Closed Lost', 'Prospecting'],
  ['Cord', 'Colour__c', '2024-01-18 08:00:00', 'red', 'blue'],
  ['Cord', 'amount', '2024-01-12 08:00:00', null, '300'],
  ['Cord', 'expected_close_on', '2024-01-18 08:00:00', '2024-03-31', '2024-04-15'],
  ['Cord', 'owner', '2024-01-15 08:00:00', '005000000000001', '005000000000002'],
  ['Cord', 'stage', '2024-01-10 08:00:00', 'Qualification', 'Proposal/Price Quote'],
]

/** Deal, stage, entered, left (when the next began), how it ended. The deal is not closed before its last visit. */
export const visits = [
  ['Acme', 'Prospecting', '2024-01-05 16:00:00', '2024-01-12 10:00:00', 'advanced'],
  ['Acme', 'Proposal/Price Quote', '2024-01-12 10:00:00', '2024-02-01 08:00:00', 'regressed'],
  ['Acme', 'Prospecting', '2024-02-01 08:00:00', '2024-03-01 08:00:00', 'won'],
  ['Acme', 'Closed Won', '2024-03-01 08:00:00', null, 'won'],
  ['Bolt', 'Prospecting', '2024-02-01 08:00:00', '2024-02-10 08:00:00', 'lost'],
  ['Bolt', 'Closed Lost', '2024-02-10 08:00:00', '2024-02-20 08:00:00', 'regressed'],
  ['Bolt', 'Prospecting', '2024-02-20 08:00:00', null, 'open'],
  ['Cord', 'Qualification', '2024-01-01 08:00:00', '2024-01-10 08:00:00', 'advanced'],
  ['Cord', 'Proposal/Price Quote', '2024-01-10 08:00:00', null, 'open'],
]
