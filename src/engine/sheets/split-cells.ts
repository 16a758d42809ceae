/**
 * The cells of a clipboard or a file: between tabs, or commas or semicolons where there are no tabs. A quoted cell may hold
 * the separator, line breaks and, doubled, quotes. Blank lines at the end are left out.
 */
export function splitCells(text: string): string[][] {
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const separator = separatorOf(source)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  for (let index = 0; index < source.length; index += 1) {
    const character = source[index] ?? ''
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (source[index + 1] === '"') {
        cell += '"'
        index += 1
      } else isQuoted = false
    } else if (character === '"' && cell === '') isQuoted = true
    else if (character === separator) {
      row.push(cell)
      cell = ''
    } else if (character === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
    } else cell += character
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  while (rows.at(-1)?.every((one) => one.trim() === '') === true) rows.pop()
  return rows
}

/** Of the first line, outside of quotes. A clipboard of one column has none; a comma in it then belongs to its number. */
function separatorOf(text: string): string {
  const [line = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split('\n')
  if (text.includes('\t')) return '\t'
  if (line.includes(';')) return ';'
  return /,(?!\d{3}(?!\d))/.test(line) ? ',' : '\t'
}
