import { utils, write } from 'xlsx'
import type { CellObject } from 'xlsx'

export type Text = string | number | null

export function csvText(header: readonly string[], rows: readonly (readonly Text[])[], delimiter = ','): string {
  const cell = (value: Text) => {
    const text = value === null ? '' : String(value)
    return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [header, ...rows].map((row) => row.map(cell).join(delimiter)).join('\r\n') + '\r\n'
}

export function utf8(text: string, options: { readonly bom: boolean }): Uint8Array {
  return new TextEncoder().encode(options.bom ? `\ufeff${text}` : text)
}

/** What Excel calls "Unicode text". */
export function utf16(text: string): Uint8Array {
  const units = Uint16Array.from(`\ufeff${text}`, (unit) => unit.charCodeAt(0))
  const bytes = new Uint8Array(units.length * 2)
  const view = new DataView(bytes.buffer)
  units.forEach((unit, index) => view.setUint16(index * 2, unit, true))
  return bytes
}

/** The platform decodes GB18030 but doesn't encode it, so the two-byte area is decoded once and turned round. */
function gbTable(): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, readonly [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (character.length === 1 && character !== '\ufffd') table.set(character, [lead, trail])
    }
  }
  return table
}

export function gb18030(text: string): Uint8Array {
  const table = gbTable()
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const code = character.codePointAt(0) ?? 0
      const pair = code < 0x80 ? [code] : table.get(character)
      if (!pair) throw new Error(`no two-byte GB18030 code for ${character}`)
      return pair
    }),
  )
}

/** A cell that holds a true spreadsheet date: days since 1899-12-30. */
export function dateCell(minute: number | null, format: string): CellObject | null {
  return minute === null ? null : { t: 'n', v: minute / 1440 + 25569, z: format }
}

export type Cell = Text | CellObject

/** Compressed by SheetJS's own deflate, whose bytes don't change with the Node version. */
export function workbook(
  sheetName: string,
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  widths: readonly number[],
): Uint8Array {
  const sheet = utils.aoa_to_sheet([[...header], ...rows.map((row) => [...row])])
  sheet['!cols'] = widths.map((wch) => ({ wch }))
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, sheetName)
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true, bookSST: true }) as ArrayBuffer)
}
