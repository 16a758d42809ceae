import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileOutcome } from '../../../../src/contract/imports.ts'
import { openEngine, runImport, still, uploadPath } from '../engine-fixture.ts'
import type { TestEngine } from '../engine-fixture.ts'

const shared = process.env['HELMDECK_SHARED'] ?? join(import.meta.dirname, '../../../../../shared')

// What each table is, from its own headers and name, looked at by hand; the rest are things the model does not know.
const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'salesforce-objects': {
    sf_account_data: 'account',
    sf_account_history_data: 'field_change',
    sf_contact_data: 'contact',
    sf_contact_history_data: 'field_change',
    sf_lead_data: 'lead',
    sf_opportunity_data: 'opportunity',
    sf_opportunity_history_data: 'field_change',
    sf_opportunity_line_item_data: 'opportunity_line',
    sf_product_2_data: 'product',
    sf_user_data: 'person',
  },
  'hubspot-objects': {
    company_data: 'account',
    company_property_history_data: 'field_change',
    contact_data: 'contact',
    contact_property_history_data: 'field_change',
    deal_data: 'opportunity',
    deal_pipeline_data: 'pipeline',
    deal_pipeline_stage_data: 'stage',
    deal_property_history_data: 'field_change',
    deal_stage_data: 'stage_visit',
    owner_data: 'person',
    property_option_data: 'custom',
    ticket_pipeline_stage_data: 'custom',
    ticket_property_history_data: 'field_change',
  },
}

// Data rows of the histories, counted with python's csv module.
const historyRows: Readonly<Record<string, number>> = {
  sf_account_history_data: 10,
  sf_contact_history_data: 4,
  sf_opportunity_history_data: 10,
  company_property_history_data: 100,
  contact_property_history_data: 100,
  deal_property_history_data: 100,
  deal_stage_data: 14,
  ticket_property_history_data: 15,
}

for (const [folder, expected] of Object.entries(kinds)) {
  describe(`the objects of ${folder}`, () => {
    let engine: TestEngine
    let files: readonly FileOutcome[] = []

    beforeAll(async () => {
      engine = await openEngine()
      const uploads: string[] = []
      for (const name of readdirSync(join(shared, 'data', folder)).filter((file) => file.endsWith('.csv')))
        uploads.push(await uploadPath(engine, join(shared, 'data', folder, name)))
      files = (await runImport(engine, { uploads })).files
    })

    afterAll(async () => {
      await engine.close()
    })

    const called = (name: string): FileOutcome => {
      const found = files.find((file) => file.name === `${name}.csv`)
      if (found === undefined) throw new Error(`no ${name}`)
      return found
    }

    it('are taken for what they are', () => {
      expect(Object.fromEntries(Object.keys(expected).map((name) => [name, called(name).recognisedAs]))).toEqual(expected)
    })

    it('lose no row: what was read is loaded, updated, unchanged or put aside with a reason', () => {
      for (const file of files) {
        expect([file.name, file.rowsRead]).toEqual([file.name, file.loaded + file.updated + file.unchanged + file.quarantined])
        expect([file.name, file.status]).toEqual([file.name, 'loaded'])
      }
    })

    it('join their history rows or list them, each with a reason', async () => {
      const { total, rows } = await engine.handlers.imports.unmatched({ offset: 0, limit: 10_000 }, still)
      const histories = files.filter((file) => file.histories !== undefined)
      expect(total).toBe(rows.length)
      for (const { name, rowsRead, quarantined, histories: told } of histories) {
        const bare = name.replace('.csv', '')
        expect([name, rowsRead]).toEqual([name, historyRows[bare]])
        const listed = rows.filter(({ file }) => file === name)
        const counted = told?.unmatched.reduce((sum, one) => sum + one.rows, 0)
        expect([name, listed.length]).toEqual([name, counted])
        expect(new Set(listed.map(({ row }) => row)).size).toBe(listed.length)
        expect(listed.length).toBeLessThanOrEqual(rowsRead - quarantined)
        for (const { text, row } of listed) expect([row > 0, text.zh !== '', text.en !== '']).toEqual([true, true, true])
      }
      expect(histories.map(({ name }) => name.replace('.csv', '')).toSorted()).toEqual(
        Object.keys(historyRows)
          .filter((name) => name in expected)
          .toSorted(),
      )
    })

    it('leave a workspace in which every promise is kept', async () => {
      const { checks } = await engine.handlers.workspace.doctor({}, still)
      expect(checks.filter(({ ok }) => !ok)).toEqual([])
    })
  })
}
