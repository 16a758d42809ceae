/** Lengths of Office drawings: English metric units. */
export const inch = 914_400
export const points = 12_700

export interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** A colour of the theme, which follows the company's template, or six hexadecimal digits. */
export type Colour = 'text' | 'faint' | 'line' | 'surface' | 'paper' | `accent${1 | 2 | 3 | 4 | 5 | 6}` | `#${string}`

export interface TextStyle {
  /** In points. */
  readonly size: number
  readonly bold?: boolean
  readonly colour?: Colour
  readonly align?: 'left' | 'right' | 'center'
  readonly bullet?: boolean
}

/** One paragraph: runs of text, some of them bold. */
export interface Paragraph extends TextStyle {
  readonly text: string
}

/** XML carries no control characters: they are left out, line ends become blanks. */
export function xml(text: string): string {
  return text
    .replaceAll(/[\n\r\t\u2028\u2029]+/g, ' ')
    .replaceAll(/[^\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const themed = { text: 'tx1', faint: 'tx2', line: 'bg2', surface: 'bg2', paper: 'bg1' } as const

export function colourXml(colour: Colour): string {
  if (colour.startsWith('#')) return `<a:srgbClr val="${colour.slice(1).toUpperCase()}"/>`
  const name = colour.startsWith('accent') ? colour : themed[colour as keyof typeof themed]
  return `<a:schemeClr val="${name}"/>`
}

export function fillXml(colour: Colour | null): string {
  return colour === null ? '<a:noFill/>' : `<a:solidFill>${colourXml(colour)}</a:solidFill>`
}

export function runProperties(tag: 'a:rPr' | 'a:defRPr' | 'a:endParaRPr', { size, bold = false, colour = 'text' }: TextStyle): string {
  return `<${tag} lang="zh-CN" altLang="en-US" sz="${Math.round(size * 100)}" b="${bold ? 1 : 0}">${fillXml(colour)}</${tag}>`
}

export function paragraphXml(paragraph: Paragraph): string {
  const { text, align = 'left', bullet = false } = paragraph
  const place = { left: 'l', right: 'r', center: 'ctr' }[align]
  const mark = bullet
    ? `<a:pPr marL="171450" indent="-171450" algn="${place}"><a:spcBef><a:spcPts val="500"/></a:spcBef><a:buFont typeface="Arial"/><a:buChar char="&#8226;"/></a:pPr>`
    : `<a:pPr marL="0" indent="0" algn="${place}"><a:buNone/></a:pPr>`
  return `<a:p>${mark}<a:r>${runProperties('a:rPr', paragraph)}<a:t>${xml(text)}</a:t></a:r></a:p>`
}

export function offsetXml(tag: 'a:xfrm' | 'p:xfrm', { x, y, w, h }: Box): string {
  const whole = (length: number): number => Math.max(0, Math.round(length))
  return `<${tag}><a:off x="${whole(x)}" y="${whole(y)}"/><a:ext cx="${whole(w)}" cy="${whole(h)}"/></${tag}>`
}
