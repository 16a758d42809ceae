import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCsv } from '../../../../src/engine/pull/connectors/salesforce/parse-csv.ts'
import { salesforceRules } from '../../../../src/engine/pull/connectors/salesforce/salesforce-client.ts'
import { plainId, stampOf, withValues } from '../../../../src/engine/pull/connectors/salesforce/salesforce-values.ts'
import { soql } from '../../../../src/engine/pull/connectors/salesforce/soql.ts'
import { readOAuthSecret, writeOAuthSecret } from '../../../../src/engine/pull/auth/oauth-secret.ts'
import { ConnectionAuth } from '../../../../src/contract/pull-auth.ts'
import { isRead } from '../../../../src/engine/pull/read-rule.ts'

describe('what may be sent to Salesforce', () => {
  const base = '/services/data/v62.0'
  const post = (body: unknown, path = `${base}/jobs/query`): boolean => isRead(salesforceRules, { method: 'POST', path, body })
  const get = (path: string): boolean => isRead(salesforceRules, { method: 'GET', path })

  it('is a question, a description, or a job that answers a question', () => {
    for (const path of [
      '/services/data/',
      `${base}/query`,
      `${base}/queryAll`,
      `${base}/query/01g5g0000000001-2000`,
      `${base}/sobjects/My_Object__c/describe`,
    ])
      expect(get(path), path).toBe(true)
    for (const path of [`${base}/jobs/query/7505g0000000001AAA`, `${base}/jobs/query/7505g0000000001AAA/results`])
      expect(get(path)).toBe(true)
    expect(post({ operation: 'queryAll', query: 'SELECT Id FROM Lead' })).toBe(true)
  })

  it('is nothing else', () => {
    for (const path of [
      `${base}/sobjects/Lead/00Q5g0000000001AAA`,
      `${base}/sobjects`,
      `${base}/jobs/ingest`,
      `${base}/tooling/query`,
      '/services/apexrest/x',
      `${base}/query/../sobjects/Lead`,
    ])
      expect(get(path), path).toBe(false)
    for (const body of [
      { operation: 'insert', object: 'Lead' },
      { operation: 'query', query: 'SELECT Id FROM Lead', object: 'Lead' },
      { operation: 'hardDelete', query: 'SELECT Id FROM Lead' },
      { operation: 'query', query: 'DELETE FROM Lead' },
      { operation: 'query' },
      null,
      'SELECT Id FROM Lead',
    ])
      expect(post(body), JSON.stringify(body)).toBe(false)
    const right = { operation: 'query', query: 'SELECT Id FROM Lead' }
    for (const path of [`${base}/jobs/ingest`, `${base}/jobs/query/x`, `${base}/query`, `${base}/sobjects/Lead`, `${base}/composite`])
      expect(post(right, path)).toBe(false)
    expect(isRead(salesforceRules, { method: 'POST', path: `${base}/jobs/query`, form: { operation: 'query' } })).toBe(false)
  })
})

describe('a question', () => {
  const lead = { sobject: 'Lead', fields: ['Id', 'Name'], stamp: 'SystemModstamp' }

  it('goes on behind a record, by its time and then by its id', () => {
    expect(soql(lead)).toBe('SELECT Id, Name FROM Lead ORDER BY SystemModstamp, Id')
    const after = { stamp: '2026-01-05T08:00:00.000Z', id: '00Q5g0000000001AAA' }
    expect(soql({ ...lead, since: '2026-01-01T00:00:00.000Z', after })).toBe(
      `SELECT Id, Name FROM Lead WHERE SystemModstamp >= 2026-01-01T00:00:00.000Z AND SystemModstamp >= 2026-01-05T08:00:00.000Z AND (SystemModstamp > 2026-01-05T08:00:00.000Z OR Id > '00Q5g0000000001AAA') ORDER BY SystemModstamp, Id`,
    )
    expect(soql({ ...lead, stamp: null, after })).toBe(`SELECT Id, Name FROM Lead WHERE Id > '00Q5g0000000001AAA' ORDER BY Id`)
  })

  it('holds nothing that is no name, id or moment', () => {
    const bad = "x' OR Id != '"
    expect(() => soql({ ...lead, fields: ['Id', bad] })).toThrow('not to be asked for')
    expect(() => soql({ ...lead, sobject: 'Lead WHERE' })).toThrow('not to be asked for')
    expect(() => soql({ ...lead, since: bad })).toThrow('not to be asked for')
    expect(() => soql({ ...lead, of: { field: 'Id', ids: [bad] } })).toThrow('not to be asked for')
    expect(() => soql({ ...lead, after: { stamp: '2026-01-05T08:00:00.000Z', id: bad } })).toThrow('not to be asked for')
  })
})

it('reads the CSV of bulk results, whatever the cells hold', () => {
  expect(parseCsv('"Id","Name"\n"1","a ""b"", c\nd"\n"2",\n')).toEqual([
    ['Id', 'Name'],
    ['1', 'a "b", c\nd'],
    ['2', ''],
  ])
  expect(parseCsv('')).toEqual([])
  expect(parseCsv('"1","cut')).toBeNull()
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '中') })
  const records = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(records, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',') + end).join('')
      expect(parseCsv(text)).toEqual(rows)
    }),
  )
})

it('makes one form of ids, moments and percent', () => {
  expect([plainId('0065g00000ABCDEFG1'), plainId('0065g0000012345')]).toEqual(['0065g00000ABCDE', '0065g0000012345'])
  expect(stampOf('2026-01-05T10:00:00.000+0200')).toBe('2026-01-05T08:00:00.000Z')
  expect(stampOf('2026-01-05T08:00:00.000Z')).toBe('2026-01-05T08:00:00.000Z')
  expect(stampOf('soon')).toBe('')
  const made = (fields: Record<string, unknown>): unknown[] => [withValues(fields)['$share'], withValues(fields)['$status']]
  expect(made({ Probability: 12.5, IsClosed: false, IsWon: false })).toEqual(['0.125', 'open'])
  expect(made({ Probability: 100, IsClosed: true, IsWon: true })).toEqual(['1.00', 'won'])
  expect(made({ Probability: '0', IsClosed: 'true', IsWon: 'false' })).toEqual(['0.00', 'lost'])
  expect(made({ Name: 'x' })).toEqual(['', ''])
})

it('keeps what a sign-in brought, and takes a typed secret for that of the client', () => {
  const kept = { refreshToken: '5Aep861"x', clientSecret: null }
  expect(readOAuthSecret(writeOAuthSecret(kept))).toMatchObject(kept)
  expect(readOAuthSecret('{"a":1}')).toEqual({ refreshToken: null, clientSecret: '{"a":1}' })
  expect(readOAuthSecret(null)).toEqual({ refreshToken: null, clientSecret: null })
})

it('sends tokens over TLS or on this machine only', () => {
  const auth = (tokenUrl: string): boolean => ConnectionAuth.safeParse({ type: 'oauth', flow: 'browser', clientId: 'x', tokenUrl }).success
  for (const url of ['https://a.example/token', 'http://localhost:99/token', 'http://127.0.0.1/token', 'http://[::1]:8/t'])
    expect(auth(url), url).toBe(true)
  for (const url of [
    'http://a.example/token',
    'https://u:p@a.example/t',
    'https://a.example/t?x=1',
    'http://127.0.0.1.evil.example/t',
    'http://localhost.evil.example/',
    'ftp://localhost/',
  ])
    expect(auth(url), url).toBe(false)
})
