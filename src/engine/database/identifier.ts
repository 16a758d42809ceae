/** A name as SQL: always quoted, so that keywords, blanks, capitals and CJK keep their meaning. */
export function quoteIdentifier(name: string): string {
  if (name === '' || name.includes('\0')) throw new Error('an identifier needs at least one character and no NUL')
  return `"${name.replaceAll('"', '""')}"`
}

/** Text as a SQL literal. Only for places that take no parameter, such as the path of COPY; values go as parameters. */
export function quoteLiteral(text: string): string {
  if (text.includes('\0')) throw new Error('a SQL literal cannot hold a NUL')
  return `'${text.replaceAll("'", "''")}'`
}
