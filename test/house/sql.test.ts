import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSql, literalsOf } from './sql-literals.ts'

const root = join(import.meta.dirname, '../..')
const mayHoldSql = ['src/engine/report/', 'src/engine/ingest/', 'src/engine/database/']

function sources(): readonly string[] {
  return ['src', 'main', 'renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/')),
  )
}

describe('SQL lives in queries/ and in the three folders that compose it', () => {
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
