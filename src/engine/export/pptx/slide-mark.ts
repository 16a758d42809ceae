import { createHash } from 'node:crypto'
import type { Box } from './drawing.ts'

/*
 * How a slide is known again. PowerPoint keeps shapes' names and a file's own properties, and so does LibreOffice, which drops
 * tags, slides' names and the names of placeholders. So each shape's name ends in the slide's mark, and a property of the file
 * says what was written there: what is different now was done by hand.
 */

/** What was written on a slide: a change since then is somebody's work. */
export interface SlideRecord {
  readonly title: string
  readonly notes: readonly string[]
  readonly shapes: ReadonlyMap<string, ShapeRecord>
}

export interface ShapeRecord {
  /** null where it has none of its own: a chart, a table. */
  readonly text: string | null
  readonly box: string
}

export function markOf(key: string): string {
  return digest(key, 8)
}

/** `chart ·1a2b3c4d`: what stands in PowerPoint's list of shapes. */
export function shapeName(role: string, mark: string): string {
  return `${role} ·${mark}`
}

export function readShapeName(name: string): { readonly role: string; readonly mark: string } | null {
  const found = /^(.+) ·([\da-f]{8})$/.exec(name)
  return found === null ? null : { role: found[1] ?? '', mark: found[2] ?? '' }
}

/** Of words as people see them: breaks and blanks are one. */
export function textMark(text: string): string {
  return digest(text.replaceAll(/\s+/g, ' ').trim(), 6)
}

const rounded = 45_720

/** Of a place, so roughly that another program's rounding does not count. */
export function boxMark({ x, y, w, h }: Box): string {
  return digest([x, y, w, h].map((length) => Math.round(Math.max(0, length) / rounded)).join(' '), 4)
}

export function writeRecord({ title, notes, shapes }: SlideRecord): string {
  const told = [...shapes].map(([role, { text, box }]) => `${role}:${text ?? ''}:${box}`)
  return [title, notes.join(','), told.join(',')].join('|')
}

export function readRecord(text: string): SlideRecord {
  const [title = '', notes = '', shapes = ''] = text.split('|')
  const listed = (list: string): string[] => (list === '' ? [] : list.split(','))
  return {
    title,
    notes: listed(notes),
    shapes: new Map(
      listed(shapes).map((one) => {
        const [role = '', words = '', box = ''] = one.split(':')
        return [role, { text: words === '' ? null : words, box }] as const
      }),
    ),
  }
}

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}
