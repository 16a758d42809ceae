/** Of two text colours the one that stands out more from a place between two grounds (0 = the first, 1 = the second). Colours are `#rrggbb` or `#rgb`. */
export function readableOn(grounds: readonly [string, string], place: number, texts: readonly [string, string]): string {
  const [first, second] = [channels(grounds[0]), channels(grounds[1])]
  const ground = luminance(first.map((value, index) => value + ((second[index] ?? value) - value) * place))
  const [one, other] = texts.map((text) => contrast(luminance(channels(text)), ground)) as [number, number]
  return other > one ? texts[1] : texts[0]
}

// The build writes #ffffff as #fff.
function channels(colour: string): number[] {
  const digits =
    colour.length === 4 ? [1, 2, 3].map((at) => colour.slice(at, at + 1).repeat(2)) : [1, 3, 5].map((at) => colour.slice(at, at + 2))
  return digits.map((channel) => Number.parseInt(channel, 16))
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}
