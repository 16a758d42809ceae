export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const mainNamespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
export const officeNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
export const packageNamespace = 'http://schemas.openxmlformats.org/package/2006'
export const relationNamespace = `xmlns:r="${officeNamespace}"`

/** Names of sheets as Excel takes them: 31 characters, none of `\ / ? * [ ] :`, no two alike. */
export function sheetNames(wanted: readonly string[]): string[] {
  const used = new Set<string>()
  return wanted.map((given) => {
    const base =
      given
        .replaceAll(/[\\/?*[\]:\p{Cc}]/gu, ' ')
        .replaceAll(/^'+|'+$/g, '')
        .trim() || 'Sheet'
    // Excel keeps this name for itself.
    const free = base.toLowerCase() === 'history' ? `${base}.` : base
    let name = cut(free, 31)
    for (let copy = 2; used.has(name.toLowerCase()); copy++) name = `${cut(free, 31 - ` (${copy})`.length)} (${copy})`
    used.add(name.toLowerCase())
    return name
  })
}

/** So many UTF-16 units, no character halved. */
function cut(text: string, units: number): string {
  const piece = text.slice(0, units)
  return /[\uD800-\uDBFF]$/.test(piece) ? piece.slice(0, -1) : piece
}

/** A sheet as formulas name it. */
export function quotedName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}
