/** The records of a well-formed CSV text; cells may hold commas, quotes and line breaks. null where a quote is never closed. */
export function parseCsv(text: string): string[][] | null {
  const records: string[][] = []
  let record: string[] = []
  let at = 0
  while (at < text.length) {
    const cell = text[at] === '"' ? quoted(text, at + 1) : plain(text, at)
    if (cell === null) return null
    record.push(cell.value)
    at = cell.end
    if (text[at] === ',') {
      at++
      if (at < text.length) continue
      record.push('')
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    records.push(record)
    record = []
  }
  return records
}

interface Cell {
  readonly value: string
  readonly end: number
}

function quoted(text: string, from: number): Cell | null {
  let value = ''
  let at = from
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return null
    value += text.slice(at, quote)
    if (text[quote + 1] !== '"') return { value, end: quote + 1 }
    value += '"'
    at = quote + 2
  }
}

function plain(text: string, from: number): Cell {
  let end = from
  while (end < text.length && !',\r\n'.includes(text[end]!)) end++
  return { value: text.slice(from, end), end }
}
