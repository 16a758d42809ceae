/** What XML 1.0 has no place for, not even escaped. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/**
 * ECharts' SVG as every reader draws it: without styles for a pointer, without the halo that some paint over the text instead of
 * under it, and with lines of text placed by `dy`, since Office knows no `dominant-baseline`.
 */
export function cleanSvg(svg: string): string {
  return svg
    .replace(forbidden, '')
    .replace(/<style[^>]*>.*?<\/style>\n?/gs, '')
    .replace(/ (class|pointer-events|ecmeta_[a-z_]+)="[^"]*"/g, '')
    .replace(/<text [^>]*>/g, placed)
}

/** Half the height of digits and capitals, and of what hangs from the top, in ems. */
const middle = 0.36
const top = 0.86

function placed(tag: string): string {
  const plain = tag.replace(/ (stroke[a-z-]*|paint-order)="[^"]*"/g, '')
  const line = / dominant-baseline="([a-z-]+)"/.exec(plain)?.[1]
  if (line === undefined) return plain
  const size = Number(/font-size:([\d.]+)px/.exec(plain)?.[1] ?? /font:[^;"]*?([\d.]+)px/.exec(plain)?.[1] ?? 12)
  const shift = line === 'central' || line === 'middle' ? middle * size : /hanging|before/.test(line) ? top * size : 0
  return plain.replace(/ dominant-baseline="[a-z-]+"/, shift === 0 ? '' : ` dy="${shift.toFixed(2)}"`)
}
