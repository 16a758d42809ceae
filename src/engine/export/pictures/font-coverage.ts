import { readFileSync } from 'node:fs'
import { fontFiles } from './font-files.ts'

/** Stands for a character that the font has no glyph of; the geta mark, as printers put it. */
export const absentGlyph = '〓'

let covered: ReadonlySet<number> | undefined

/** A text with what the shipped font can't draw replaced; the characters that were, each once. */
export function drawable(text: string): { readonly text: string; readonly missing: string[] } {
  covered ??= codePoints(readFileSync(fontFiles().regular))
  const missing = new Set<string>()
  let drawn = ''
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x20 || covered.has(point)) drawn += character
    else if (!isSilent(point)) {
      missing.add(character)
      drawn += absentGlyph
    }
  }
  return { text: drawn, missing: [...missing] }
}

/** Joiners, variation selectors and marks of direction draw nothing by themselves. */
function isSilent(point: number): boolean {
  return (point >= 0x200b && point <= 0x200f) || (point >= 0x202a && point <= 0x202e) || (point >= 0x2060 && point <= 0x2069)
    ? true
    : (point >= 0xfe00 && point <= 0xfe0f) || point === 0xfeff || (point >= 0xe0100 && point <= 0xe01ef)
}

/** OpenType `cmap`, formats 4 and 12 (https://learn.microsoft.com/typography/opentype/spec/cmap). */
export function codePoints(font: Buffer): Set<number> {
  const tables = font.readUInt16BE(4)
  const points = new Set<number>()
  for (let index = 0; index < tables; index += 1) {
    const entry = 12 + index * 16
    if (font.toString('latin1', entry, entry + 4) !== 'cmap') continue
    const start = font.readUInt32BE(entry + 8)
    const count = font.readUInt16BE(start + 2)
    for (let place = 0; place < count; place += 1) {
      const at = start + font.readUInt32BE(start + 4 + place * 8 + 4)
      const format = font.readUInt16BE(at)
      if (format === 12) addGroups(font, at, points)
      if (format === 4) addSegments(font, at, points)
    }
  }
  return points
}

function addGroups(font: Buffer, at: number, points: Set<number>): void {
  const groups = font.readUInt32BE(at + 12)
  for (let group = 0; group < groups; group += 1) {
    const place = at + 16 + group * 12
    for (let point = font.readUInt32BE(place); point <= font.readUInt32BE(place + 4); point += 1) points.add(point)
  }
}

function addSegments(font: Buffer, at: number, points: Set<number>): void {
  const doubled = font.readUInt16BE(at + 6)
  for (let segment = 0; segment < doubled; segment += 2) {
    const end = font.readUInt16BE(at + 14 + segment)
    const start = font.readUInt16BE(at + 16 + doubled + segment)
    const delta = font.readUInt16BE(at + 16 + doubled * 2 + segment)
    const rangeAt = at + 16 + doubled * 3 + segment
    const range = font.readUInt16BE(rangeAt)
    for (let point = start; point <= end && point !== 0xffff; point += 1) {
      const glyph = range === 0 ? point + delta : font.readUInt16BE(rangeAt + range + (point - start) * 2)
      if ((glyph & 0xffff) !== 0) points.add(point)
    }
  }
}
