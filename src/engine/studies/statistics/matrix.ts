/** The inverse of a small square matrix by Gauss and Jordan with pivots; null where it has none. */
export function inverseOf(matrix: readonly Float64Array[]): Float64Array[] | null {
  const size = matrix.length
  const rows = matrix.map((row, i) => Float64Array.from([...row, ...Array.from({ length: size }, (_, j) => (i === j ? 1 : 0))]))
  for (let i = 0; i < size; i += 1) {
    let pivot = i
    for (let k = i + 1; k < size; k += 1) if (Math.abs(rows[k]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = k
    const lead = rows[pivot]![i]!
    if (!(Math.abs(lead) > 1e-300)) return null
    ;[rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!]
    const row = rows[i]!.map((x) => x / lead)
    rows[i] = row
    for (let k = 0; k < size; k += 1) {
      const factor = rows[k]![i]!
      if (k !== i && factor !== 0) rows[k] = rows[k]!.map((x, j) => x - factor * row[j]!)
    }
  }
  return rows.map((row) => row.slice(size))
}
