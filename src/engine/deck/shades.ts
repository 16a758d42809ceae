const [pale, deep] = [
  [0xe8, 0xf4, 0xf3],
  [0x0b, 0x7a, 0x75],
] as const

/** The ground of a cell between the least and the most, and the ink that can be read on it. */
export function shadeOf(value: number, least: number, most: number): { fill: `#${string}`; colour: 'paper' | 'text' } {
  const share = most === least ? 0 : Math.min(1, Math.max(0, (value - least) / (most - least)))
  const mixed = pale.map((from, place) => Math.round(from + ((deep[place] ?? from) - from) * share))
  return { fill: `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`, colour: share > 0.55 ? 'paper' : 'text' }
}
