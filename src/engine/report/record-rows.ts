import type { ReportColumn } from '../../contract/report-result.ts'
import type { FactId } from '../catalog/definition.ts'
import { nodes } from '../catalog/nodes.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import type { Statement } from './cells-sql.ts'
import { describe, detailSql, provenance } from './contributing-rows.ts'
import { Joins } from './joins.ts'
import { Parameters } from './parameters.ts'
import { castTo } from './value-sql.ts'
import { dialect } from '../dialect/in-use.ts'

/**
 * A statement of things by their ids, in the order of the ids, with the main columns of their entity and where each came from
 * (`$hash`, `$file`, `$sheet`, `$row`).
 */
export function recordRows(fact: FactId, ids: readonly number[], asOf: number): { statement: Statement; columns: ReportColumn[] } {
  const parameters = new Parameters()
  const joins = new Joins(fact, parameters.integer(asOf))
  const { detail, table } = nodes[fact]
  const described = detail.map(describe)
  const select = detail.map((column, index) => {
    const own = described[index]
    if (own === undefined) throw new Error(`${fact} has no column ${index}`)
    return `${castTo(own.type, detailSql(column, joins, fact))} as ${quoteIdentifier(own.id)}`
  })
  const files = ['m.hash as "$hash"', 'm.name as "$file"', 'm.sheet as "$sheet"', `${dialect.cast('f.row_number', 'whole')} as "$row"`]
  const wanted = parameters.list(ids, 'whole')
  const sql = `select ${[...select, ...files].join(', ')}
from (select ${dialect.rows.each(wanted)} as id, ${dialect.rows.places(wanted)} as place) w
join ${table} f on f.id = w.id
${joins.sql}
left join meta.file m on m.id = f.file_id
order by w.place`
  return { statement: { sql, params: parameters.all }, columns: [...described, ...provenance] }
}
