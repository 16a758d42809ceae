/** A piece of a line. `value` stands for a live figure, by its name. */
export type Inline =
  | { readonly is: 'text' | 'code'; readonly text: string }
  | { readonly is: 'strong' | 'emphasis'; readonly content: readonly Inline[] }
  | { readonly is: 'value'; readonly name: string }
  | { readonly is: 'link'; readonly text: string; readonly address: string }

export type Block =
  | { readonly is: 'heading'; readonly level: 1 | 2 | 3; readonly content: readonly Inline[] }
  | { readonly is: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly is: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly is: 'line' }

/** Headings, paragraphs, lists, rules, bold, italics, code, links to pages of the web, `{{value}}`. Everything else is text as it stands: no HTML, no pictures. */
export function readMarkdown(source: string): Block[] {
  const blocks: Block[] = []
  let list: { ordered: boolean; items: Inline[][] } | null = null
  let lines: string[] = []
  const endParagraph = () => {
    if (lines.length > 0) blocks.push({ is: 'paragraph', content: readInline(lines.join('\n')) })
    lines = []
  }
  const endList = () => {
    if (list !== null) blocks.push({ is: 'list', ...list })
    list = null
  }
  for (const line of source.split(/\r?\n/)) {
    const heading = /^(#{1,3})\s+(.*)$/.exec(line)
    const item = /^\s*(?:([-*+])|\d{1,4}[.)])\s+(.*)$/.exec(line)
    if (item === null || heading !== null) endList()
    if (heading !== null || item !== null || line.trim() === '' || /^\s*(?:-{3,}|\*{3,})\s*$/.test(line)) endParagraph()
    if (heading !== null)
      blocks.push({ is: 'heading', level: (heading[1]?.length ?? 1) as 1 | 2 | 3, content: readInline(heading[2] ?? '') })
    else if (/^\s*(?:-{3,}|\*{3,})\s*$/.test(line)) blocks.push({ is: 'line' })
    else if (item !== null) {
      const ordered = item[1] === undefined
      if (list !== null && (list as { ordered: boolean }).ordered !== ordered) endList()
      list ??= { ordered, items: [] }
      list.items.push(readInline(item[2] ?? ''))
    } else if (line.trim() !== '') lines.push(line.trim())
  }
  endParagraph()
  endList()
  return blocks
}

const inline = /\{\{\s*([\w-]{1,40})\s*\}\}|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|`([^`]+)`|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g

function readInline(text: string): Inline[] {
  const found: Inline[] = []
  let end = 0
  for (const match of text.matchAll(inline)) {
    const [whole, value, strong, emphasis, code, link, address] = match
    if (match.index > end) found.push({ is: 'text', text: text.slice(end, match.index) })
    if (value !== undefined) found.push({ is: 'value', name: value })
    else if (strong !== undefined) found.push({ is: 'strong', content: readInline(strong) })
    else if (emphasis !== undefined) found.push({ is: 'emphasis', content: readInline(emphasis) })
    else if (code !== undefined) found.push({ is: 'code', text: code })
    else if (link !== undefined && address !== undefined) found.push({ is: 'link', text: link, address })
    end = match.index + whole.length
  }
  if (end < text.length) found.push({ is: 'text', text: text.slice(end) })
  return found
}
