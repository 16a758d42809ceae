export type CsvCell = string | number | boolean | null

/** Lines end in CR LF (RFC 4180), as Excel writes them. */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

/**
 * A spreadsheet runs a cell that starts with one of these as a formula, whoever wrote it into the CRM. A leading quote
 * stops that (OWASP "CSV Injection"); numbers keep their sign.
 */
const startsFormula = /^[=+\-@\t\r]/
const isNumber = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i

function csvCell(cell: CsvCell): string {
  if (cell === null) return ''
  const text = String(cell)
  const safe = typeof cell === 'string' && startsFormula.test(text) && !isNumber.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const pieceRows = 4096

/** The same as UTF-8, written piece by piece. */
export function csvBytes(rows: Iterable<readonly CsvCell[]>, { mark }: { readonly mark: boolean }): Uint8Array {
  const pieces: Buffer[] = mark ? [Buffer.from('\ufeff')] : []
  let waiting: (readonly CsvCell[])[] = []
  const flush = (): void => {
    pieces.push(Buffer.from(csvText(waiting)))
    waiting = []
  }
  for (const row of rows) {
    waiting.push(row)
    if (waiting.length === pieceRows) flush()
  }
  flush()
  return Buffer.concat(pieces)
}
