/** The numbers among texts as people write them, 50,000 and 5e4, each once and rising. */
export function risingNumbers(texts: readonly string[]): number[] {
  const numbers = texts
    .map((text) => text.normalize('NFKC').replaceAll(',', '').trim())
    .flatMap((text) => (text === '' ? [] : [Number(text)]))
  return [...new Set(numbers.filter((number) => Number.isFinite(number)))].toSorted((a, b) => a - b)
}
