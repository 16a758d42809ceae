import { parseSync, Visitor } from 'vite'

export interface Literal {
  readonly line: number
  readonly text: string
}

const name = String.raw`[\w"$.{}?]+`
// Whole statements only, in the two spellings SQL is written in: a sentence for people starts with a capital letter or ends with a stop.
const statements = [
  String.raw`with(\s+recursive)?\s+${name}(\s*\([^)]*\))?\s+as\s+(materialized\s+|not\s+materialized\s+)?\(`,
  String.raw`select\s[\s\S]*\sfrom\s+(${name}|\()`,
  String.raw`select\s+[\w.]+\s*\(`,
  String.raw`insert\s+(or\s+\w+\s+)?into\s+${name}`,
  String.raw`update\s+${name}\s+set\s+${name}\s*=`,
  String.raw`delete\s+from\s+${name}`,
  String.raw`merge\s+into\s+${name}`,
  String.raw`truncate\s+table\s+${name}`,
  String.raw`create\s+(or\s+replace\s+)?(temp\s+|temporary\s+)?(table|view|macro|schema|sequence|type|index|unique\s+index)\s+`,
  String.raw`(drop|alter)\s+(table|view|macro|schema|sequence|type|index)\s+`,
  String.raw`copy\s+(${name}|\([\s\S]*\))\s+(to|from)\s+`,
  String.raw`attach\s+(if\s+not\s+exists\s+)?'`,
  String.raw`(install|load|detach|pragma)\s+${name};$`,
  String.raw`pragma\s+\w+\s*(=|\()`,
  String.raw`(explain|describe|summarize)\s+(select|with|from)\s`,
  String.raw`begin\s+transaction\b`,
  String.raw`(commit|rollback|checkpoint|vacuum);$`,
]
const shape = statements.join('|')
const lower = new RegExp(`^\\s*(?:${shape})`)
const upper = new RegExp(`^\\s*(?:${shape.replaceAll(/(?<![\\[\w])[a-z]{2,}/g, (word) => word.toUpperCase())})`)

/** Whether a text is a SQL statement, as opposed to a sentence or a key that happens to start with one of its words. */
export function isSql(text: string): boolean {
  const withoutComments = text.replaceAll(/^\s*--.*$/gm, '')
  return (lower.test(withoutComments) || upper.test(withoutComments)) && !/[.!?…:]\s*$/.test(withoutComments)
}

/** Every string of a TypeScript file, templates with `?` for what they insert. */
export function literalsOf(fileName: string, source: string): readonly Literal[] {
  const found: Literal[] = []
  const add = (start: number, text: string) => found.push({ line: source.slice(0, start).split('\n').length, text })
  const visitor = new Visitor({
    Literal: (node) => void (typeof node.value === 'string' && add(node.start, node.value)),
    TemplateLiteral: (node) => void add(node.start, node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw).join('?')),
  })
  const parsed = parseSync(fileName, source)
  if (parsed.errors.length > 0) throw new Error(`${fileName}: ${parsed.errors[0]?.message}`)
  visitor.visit(parsed.program)
  return found
}
