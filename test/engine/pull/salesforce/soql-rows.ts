export type Cell = string | number | boolean | null | undefined
export type Row = Record<string, Cell>

type Token = string
type Test = (row: Row) => boolean

/** The rows of a table that a SOQL question names, in its order; understood is what Salesforce documents of SELECT, as far as tests ask it. */
export function askRows(
  question: string,
  tables: ReadonlyMap<string, readonly Row[]>,
): { readonly sobject: string; readonly fields: string[]; readonly rows: Row[] } {
  const [, select = '', sobject = '', where = '', order = ''] =
    /^SELECT (.+?) FROM (\w+)(?: WHERE (.+?))?(?: ORDER BY (.+))?$/.exec(question) ?? []
  if (sobject === '') throw new Error(`MALFORMED_QUERY ${question}`)
  const test = where === '' ? () => true : parseOr(tokensOf(where))
  const keys = order === '' ? [] : order.split(',').map((key) => key.trim())
  const rows = (tables.get(sobject) ?? []).filter(test).toSorted((a, b) => {
    for (const key of keys) if (comparable(a[key]) !== comparable(b[key])) return comparable(a[key]) < comparable(b[key]) ? -1 : 1
    return 0
  })
  return { sobject, fields: select.split(',').map((field) => field.trim()), rows }
}

const tokensOf = (text: string): Token[] => text.match(/\(|\)|,|>=|<=|>|<|=|'[^']*'|[^\s(),<>=]+/g) ?? []

function parseOr(tokens: Token[]): Test {
  const parts = [parseAnd(tokens)]
  while (tokens[0] === 'OR') {
    tokens.shift()
    parts.push(parseAnd(tokens))
  }
  return (row) => parts.some((test) => test(row))
}

function parseAnd(tokens: Token[]): Test {
  const parts = [parseOne(tokens)]
  while (tokens[0] === 'AND') {
    tokens.shift()
    parts.push(parseOne(tokens))
  }
  return (row) => parts.every((test) => test(row))
}

function parseOne(tokens: Token[]): Test {
  if (tokens[0] === '(') {
    tokens.shift()
    const inner = parseOr(tokens)
    if (tokens.shift() !== ')') throw new Error('MALFORMED_QUERY )')
    return inner
  }
  const field = tokens.shift() ?? ''
  const operator = tokens.shift() ?? ''
  if (operator === 'IN') {
    const values = new Set<string>()
    for (let token = tokens.shift(); token !== ')'; token = tokens.shift()) {
      if (token === undefined) throw new Error('MALFORMED_QUERY IN')
      if (token.startsWith("'")) values.add(token.slice(1, 16))
    }
    return (row) => values.has(String(row[field]).slice(0, 15))
  }
  const value = comparable((tokens.shift() ?? '').replaceAll("'", ''))
  const compare: Record<string, (a: string) => boolean> = {
    '>=': (a) => a >= value,
    '>': (a) => a > value,
    '<': (a) => a < value,
    '=': (a) => a === value,
  }
  const test = compare[operator]
  if (test === undefined) throw new Error(`MALFORMED_QUERY ${operator}`)
  return (row) => row[field] !== null && row[field] !== undefined && test(comparable(row[field]))
}

/** Moments are compared as moments, however they are written. */
function comparable(value: Cell): string {
  const text = String(value ?? '')
  if (!/^\d{4}-\d\d-\d\dT/.test(text)) return text
  return new Date(text.replace(/\+0000$/, 'Z')).toISOString()
}
