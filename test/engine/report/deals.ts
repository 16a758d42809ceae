import type { Database } from '../../../src/engine/database/database.ts'
import { databaseOf } from './small-model.ts'

/**
 * Eight deals, worked by hand in the tests. Clock: 2026-06-30.
 *
 * | deal | owner (manager) | account (industry) | stage     | status | amount | created    | closed     | lines                |
 * |------|-----------------|--------------------|-----------|--------|--------|------------|------------|----------------------|
 * | 1    | Ann (Zoe)       | Alpha (Food)       | Won       | won    | 100    | 2026-01-01 | 2026-02-10 | Pump 60 + Valve 40   |
 * | 2    | Ann (Zoe)       | Beta (Steel)       | Won       | won    | 200    | 2026-01-11 | 2026-03-12 | Pump 120 + Pump 80   |
 * | 3    | Bob (Zoe)       | Alpha (Food)       | Won       | won    | 300    | 2026-03-01 | 2026-04-10 | none                 |
 * | 4    | Bob (Zoe)       | Beta (Steel)       | Lost      | lost   | 50     | 2026-02-01 | 2026-04-20 | Valve 50             |
 * | 5    | Cid (none)      | none               | Lost      | lost   | 70     | 2025-12-01 | 2026-03-31 | none                 |
 * | 6    | Ann (Zoe)       | Alpha (Food)       | Proposal  | open   | 400    | 2026-05-01 |            | Pump 400             |
 * | 7    | none            | Gamma (none)       | New       | open   | none   | 2026-06-15 |            | none                 |
 * | 8    | Cid (none)      | Gamma (none)       | New       | open   | 30     | none       |            | none                 |
 */
export async function dealsDatabase(): Promise<Database> {
  return databaseOf({
    person: [{ name: 'Ann', manager: 'Zoe' }, { name: 'Bob', manager: 'Zoe' }, { name: 'Cid' }, { name: 'Zoe' }],
    account: [{ name: 'Alpha', industry: 'Food' }, { name: 'Beta', industry: 'Steel' }, { name: 'Gamma' }],
    product: [
      { name: 'Pump', line: 'Flow' },
      { name: 'Valve', line: 'Flow' },
    ],
    stage: [
      { name: 'Won', position: 9, kind: 'won', probability: 1 },
      { name: 'Lost', position: 8, kind: 'lost', probability: 0 },
      { name: 'Proposal', position: 2, kind: 'open', probability: 0.5 },
      { name: 'New', position: 1, kind: 'open', probability: 0.1 },
    ],
    opportunity: [
      { name: 'Deal 1', owner: 'Ann', account: 'Alpha', stage: 'Won', amount: 100, created_at: '2026-01-01', closed_at: '2026-02-10' },
      { name: 'Deal 2', owner: 'Ann', account: 'Beta', stage: 'Won', amount: 200, created_at: '2026-01-11', closed_at: '2026-03-12' },
      { name: 'Deal 3', owner: 'Bob', account: 'Alpha', stage: 'Won', amount: 300, created_at: '2026-03-01', closed_at: '2026-04-10' },
      { name: 'Deal 4', owner: 'Bob', account: 'Beta', stage: 'Lost', amount: 50, created_at: '2026-02-01', closed_at: '2026-04-20' },
      { name: 'Deal 5', owner: 'Cid', account: null, stage: 'Lost', amount: 70, created_at: '2025-12-01', closed_at: '2026-03-31' },
      { name: 'Deal 6', owner: 'Ann', account: 'Alpha', stage: 'Proposal', amount: 400, created_at: '2026-05-01' },
      { name: 'Deal 7', owner: null, account: 'Gamma', stage: 'New', amount: null, created_at: '2026-06-15' },
      { name: 'Deal 8', owner: 'Cid', account: 'Gamma', stage: 'New', amount: 30, created_at: null },
    ],
    opportunity_line: [
      { opportunity: 'opportunity-1', product: 'Pump', amount: 60 },
      { opportunity: 'opportunity-1', product: 'Valve', amount: 40 },
      { opportunity: 'opportunity-2', product: 'Pump', amount: 120 },
      { opportunity: 'opportunity-2', product: 'Pump', amount: 80 },
      { opportunity: 'opportunity-4', product: 'Valve', amount: 50 },
      { opportunity: 'opportunity-6', product: 'Pump', amount: 400 },
    ],
    lead: [
      { name: 'L1', owner: 'Ann', created_at: '2026-02-02' },
      { name: 'L2', owner: 'Ann', created_at: '2026-02-20' },
      { name: 'L3', owner: 'Dan', created_at: '2026-04-01' },
    ],
  })
}

export const clock = '2026-06-30'
