/** A place in a text, `to` not included. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface XmlElement extends Span {
  /** As written, with its prefix. */
  readonly tag: string
  /** What lies between its tags; empty where it closes itself. */
  readonly inner: Span
}

const token = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>/g

/** The elements directly inside a piece of XML, in order. Well-formed XML is taken for granted: what never closes is left out. */
export function elementsIn(xml: string, within: Span = { from: 0, to: xml.length }): XmlElement[] {
  const found: XmlElement[] = []
  let depth = 0
  let open = { tag: '', from: 0, inside: 0 }
  for (const match of xml.slice(within.from, within.to).matchAll(token)) {
    const [whole, closing, tag, , own] = match
    if (tag === undefined) continue
    const from = within.from + match.index
    const to = from + whole.length
    if (closing === '/') {
      depth -= 1
      if (depth === 0) found.push({ tag: open.tag, from: open.from, to, inner: { from: open.inside, to: from } })
    } else if (own === '/') {
      if (depth === 0) found.push({ tag, from, to, inner: { from: to, to } })
    } else {
      if (depth === 0) open = { tag, from, inside: to }
      depth += 1
    }
  }
  return found
}

/** The first element at the end of a path of tags, null where there is none. */
export function elementAt(xml: string, path: readonly string[], within?: Span): XmlElement | null {
  let place = within
  let found: XmlElement | null = null
  for (const tag of path) {
    found = elementsIn(xml, place).find((one) => one.tag === tag) ?? null
    if (found === null) return null
    place = found.inner
  }
  return found
}

export function textOf(xml: string, { from, to }: Span): string {
  return xml.slice(from, to)
}

/** The same text with other words at some places, which do not overlap. */
export function spliced(xml: string, changes: readonly (Span & { readonly put: string })[]): string {
  let made = ''
  let at = 0
  for (const { from, to, put } of changes.toSorted((one, other) => one.from - other.from)) {
    made += xml.slice(at, from) + put
    at = to
  }
  return made + xml.slice(at)
}
