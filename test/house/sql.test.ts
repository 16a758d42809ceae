import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSql, literalsOf } from './sql-literals.ts'

const root = join(import.meta.dirname, '../..')
const mayHoldSql = ['src/engine/report/', 'src/engine/dialect/', 'src/engine/ingest/', 'src/engine/database/']

function sources(): readonly string[] {
  return ['src', 'main', 'renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/')),
  )
}

describe('SQL lives in queries/ and in the four folders that compose it', () => {
  it('is found in no other source file', () => {
    const files = sources().filter((path) => !mayHoldSql.some((folder) => path.startsWith(folder)))
    expect(files.length).toBeGreaterThan(10)
    const found = files.flatMap((path) =>
      literalsOf(path, readFileSync(join(root, path), 'utf8'))
        .filter((literal) => isSql(literal.text))
        .map((literal) => `${path}:${literal.line} ${literal.text.trim().slice(0, 80)}`),
    )
    expect(found).toEqual([])
  })

  it.each([
    'select 1 as one from deals',
    'SELECT count(*) FROM opportunity',
    '\n  select o.id,\n    o.amount\n  from opportunity as o',
    'with won as (select 1) select * from won',
    'WITH won AS (SELECT 1) SELECT * FROM won',
    'insert into load values (1)',
    'INSERT INTO load VALUES (1)',
    'update load set undone = true where id = $id',
    'delete from load where id = $id',
    'create or replace temp table staged as select 1',
    'create table load (id integer)',
    'drop table if exists load',
    "copy (select 1) to 'file.csv'",
    "attach 'file.duckdb'",
    'select version()',
    'begin transaction',
    'PRAGMA database_size;',
    'load icu;',
    'commit;',
    '-- why\nselect id from load',
  ])('knows %j for SQL', (text) => expect(isSql(text)).toBe(true))

  it.each([
    'Select a file from the list',
    'Select at least one file from the folder.',
    'select a file from the list.',
    'Update the mapping and set the column',
    'update',
    'with',
    'select',
    'Delete from this workspace?',
    'Create a table of the result',
    'load',
    'load more',
    'describe it',
    'commit the change',
    'commit',
    'load-missing',
    'with-totals',
    'Copy the rows to the clipboard',
    'summarise',
    '选择一个字段',
  ])('takes %j for what people read', (text) => expect(isSql(text)).toBe(false))

  it('reads strings and templates of a TypeScript file, with their lines', () => {
    const source = 'const a: string = "one"\nconst b = <p title="two">{`three ${a} four`}</p>\n'
    expect(literalsOf('sample.tsx', source)).toEqual([
      { line: 1, text: 'one' },
      { line: 2, text: 'two' },
      { line: 2, text: 'three ? four' },
    ])
  })
})

/** What DuckDB alone says, or says in its own way. */
const ownWords =
  /::|\w\s*\/\/\s*[\w(]|\bdate '|\b(?:unnest|range|generate_series|generate_subscripts|epoch|to_\w+|make_date|date_?sub|date_?diff|date_trunc|last_day|strftime|strptime|try_cast|contains|starts_with|ends_with|any_value|bool_or|bool_and|arg_max|arg_min|quantile\w*|median|mode|map_\w+|list_\w+|array_\w+|struct_\w+|regexp_\w+|bitstring\w*|bit_\w+|duckdb_\w+|mart\.\w+)\(|\b(?:timestamp '|interval \d|by name|group by all|order by all|qualify|exclude \(|replace \(|as materialized|lambda |filter \()/

describe('what one database says in words of its own lives in src/engine/dialect', () => {
  // It keeps databases of earlier days beside the workspace's own: storage, not questions.
  const storage = ['src/engine/report/known-database.ts']
  const folders = ['src/engine/report/', 'src/engine/catalog/', 'src/engine/formula/', 'src/engine/derived/']

  it('and nowhere else where questions are put together', () => {
    const files = sources().filter((path) => folders.some((folder) => path.startsWith(folder)) && !storage.includes(path))
    expect(files.length).toBeGreaterThan(80)
    const found = files.flatMap((path) =>
      literalsOf(path, readFileSync(join(root, path), 'utf8'))
        .filter(({ text }) => ownWords.test(text))
        .map(({ line, text }) => `${path}:${line} ${text.trim().slice(0, 120)}`),
    )
    expect(found).toEqual([])
  })

  it.each([
    '(x)::bigint',
    'code // 2 as level',
    'select unnest($ids)',
    "f.closed_on >= date '2026-01-01'",
    'any_value(a) as a',
    'select * exclude (ended_by) from t',
    'mart.month_number(f.day)',
    'a union all by name b',
  ])('knows %j', (text) => expect(ownWords.test(text)).toBe(true))

  it.each(['coalesce(sum(amount), 0)', 'count(distinct f.account_id)', 'select a from mart.lead f', 'https://example.com', '人/天'])(
    'lets %j pass',
    (text) => expect(ownWords.test(text)).toBe(false),
  )
})
