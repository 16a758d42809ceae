import type { SqlParams } from '../database/database.ts'
import type { Statement } from './cells-sql.ts'

/** Statements of the same columns one after the other, each row with the number of the statement it came from as `step`. */
export function stackStatements(statements: readonly { readonly step: number; readonly statement: Statement }[]): Statement {
  const params: Record<string, SqlParams[string]> = {}
  const texts = statements.map(({ step, statement }, place) => {
    const { sql, params: own } = renameParameters(statement, `s${place}_`)
    Object.assign(params, own)
    return `select *, ${Math.trunc(step)} as step from (\n${sql}\n)`
  })
  return { sql: texts.join('\nunion all\n'), params }
}

/** The same statement with other names for its parameters, so that several can stand in one. */
export function renameParameters({ sql, params }: Statement, prefix: string): Statement {
  return {
    sql: sql.replaceAll(/\$([a-z]\w*)/g, `$$${prefix}$1`),
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [prefix + name, value])),
  }
}

/** A statement that reads another one as a table of that name. */
export function readingStatement(statement: Statement, name: string, read: Statement): Statement {
  const [own, inner] = [renameParameters(statement, 'outer_'), renameParameters(read, 'inner_')]
  return { sql: `with ${name} as (\n${inner.sql}\n)\nselect * from (\n${own.sql}\n)`, params: { ...own.params, ...inner.params } }
}
