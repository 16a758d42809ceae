/** A name for the address and the command line, made of a title: `won-value-by-quarter`. */
export function nameOf(title: string, taken: readonly string[], otherwise = 'report'): string {
  const base =
    title
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .slice(0, 60)
      .replace(/^-+|-+$/g, '') || otherwise
  // `new` is the address of the document that is not saved yet.
  const used = new Set([...taken, 'new'])
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`
    if (!used.has(name)) return name
  }
}
