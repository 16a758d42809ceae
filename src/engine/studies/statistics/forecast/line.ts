/** The least-squares line through values at 1, 2, 3, ...; the slope is 0 for a single one. */
export function fittedLine(values: Float64Array): { readonly intercept: number; readonly slope: number; readonly mean: number } {
  const n = values.length
  let [mean, product, square] = [0, 0, 0]
  for (let i = 0; i < n; i += 1) mean += values[i]! / n
  for (let i = 0; i < n; i += 1) {
    const x = i - (n - 1) / 2
    product += x * (values[i]! - mean)
    square += x * x
  }
  const slope = square > 0 ? product / square : 0
  return { intercept: mean - (slope * (n + 1)) / 2, slope, mean }
}
