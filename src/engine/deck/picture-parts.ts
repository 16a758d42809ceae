import { xml, type Colour } from '../export/pptx/drawing.ts'

export type Paint = (colour: Colour) => string

export interface Frame {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** About as wide as it will be: Chinese characters are as wide as they are high. */
export function widthOf(text: string, size: number): number {
  let width = 0
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 1 : /[A-Z%¥$€]/.test(character) ? 0.66 : 0.52
  return width * size
}

export function clipped(text: string, size: number, room: number): string {
  if (widthOf(text, size) <= room) return text
  let kept = ''
  for (const character of text) {
    if (widthOf(`${kept}${character}…`, size) > room) break
    kept += character
  }
  return `${kept}…`
}

export function textAt(
  { x, y }: { readonly x: number; readonly y: number },
  text: string,
  size: number,
  colour: string,
  bold = false,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${bold ? ' font-weight="600"' : ''}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`} fill="${colour}">${xml(text)}</text>`
}

/** Of an axis: its ends, and how far its marks lie apart. */
export interface Scale {
  readonly from: number
  readonly to: number
  readonly step: number
}

/** From nothing, or below it, to a round number above the largest. */
export function rangeOf(numbers: readonly number[]): Scale {
  const [least, most] = numbers.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [0, 0])
  const raw = (most - least || 1) / 4
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= raw) ?? 10) * power
  return { from: Math.floor(least / step) * step, to: Math.ceil(most / step) * step || step, step }
}

export function round(length: number): number {
  return Math.round(length * 10) / 10
}
