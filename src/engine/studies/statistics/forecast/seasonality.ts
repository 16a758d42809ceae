/** How a season works on the level: times an index around 1, or plus an index around 0. */
export type SeasonKind = 'multiplicative' | 'additive'

export interface Season {
  readonly kind: SeasonKind
  /** Index i belongs to the values at i, i + period, ...; all neutral where no season can be told from chance. */
  readonly indices: Float64Array
  /** How much of the raw indices was kept, 0 to 1. */
  readonly strength: number
}

export function neutral(kind: SeasonKind): number {
  return kind === 'multiplicative' ? 1 : 0
}

/** The values without their season. */
export function withoutSeason(values: Float64Array, { kind, indices }: Season): Float64Array {
  const period = indices.length
  return values.map((at, i) => (kind === 'multiplicative' ? at / indices[i % period]! : at - indices[i % period]!))
}

/** The values with the season put back; `from` = the place in the series of the first. */
export function withSeason(values: Float64Array, { kind, indices }: Season, from: number): Float64Array {
  const period = indices.length
  return values.map((at, i) => (kind === 'multiplicative' ? at * indices[(from + i) % period]! : at + indices[(from + i) % period]!))
}

/** The centred moving average over one season; NaN where it has no neighbours. */
function centredMean(values: ArrayLike<number>, period: number): Float64Array {
  const n = values.length
  const half = period >> 1
  const means = new Float64Array(n).fill(Number.NaN)
  for (let i = half; i < n - half; i += 1) {
    let sum = 0
    for (let k = -half; k <= half; k += 1) sum += values[i + k]! * (period % 2 === 0 && Math.abs(k) === half ? 0.5 : 1)
    means[i] = sum / period
  }
  return means
}

interface RawSeason {
  readonly indices: Float64Array
  /** The mean variance of an index, by how much its single ratios differ. */
  readonly noise: number
}

/** Classical decomposition; a ratio counts `decay` times as much as the same season's one later. Null where a mean isn't positive. */
function decompose(values: ArrayLike<number>, period: number, kind: SeasonKind, decay: number): RawSeason | null {
  const n = values.length
  const means = centredMean(values, period)
  const ratios = means.map((mean, i) => (kind === 'multiplicative' ? values[i]! / mean : values[i]! - mean))
  const sums = new Float64Array(period)
  const weights = new Float64Array(period)
  const squares = new Float64Array(period)
  let count = 0
  for (let i = 0; i < n; i += 1) {
    if (Number.isNaN(means[i]!)) continue
    if (kind === 'multiplicative' && !(means[i]! > 0)) return null
    const weight = decay ** ((n - 1 - i) / period)
    sums[i % period]! += weight * ratios[i]!
    weights[i % period]! += weight
    squares[i % period]! += weight * weight
    count += 1
  }
  const raw = sums.map((sum, i) => (weights[i]! > 0 ? sum / weights[i]! : neutral(kind)))
  const average = raw.reduce((sum, at) => sum + at, 0) / period
  const indices = raw.map((at) => (kind === 'multiplicative' ? at / average : at - average))
  let spread = 0
  for (let i = 0; i < n; i += 1) if (!Number.isNaN(means[i]!)) spread += (ratios[i]! - indices[i % period]!) ** 2
  const variance = spread / Math.max(1, count - period)
  const shares = squares.reduce((sum, at, i) => sum + (weights[i]! > 0 ? at / weights[i]! ** 2 : 1), 0) / period
  return { indices, noise: variance * shares }
}

/**
 * The season of a series by classical decomposition, drawn towards none by as much as chance explains (James and Stein 1961; Miller and
 * Williams 2003 for seasonal indices). It takes the place of a test for seasonality: a clear season stays, noise vanishes, and what is
 * between loses its share. Multiplicative for positive values, else additive. Neutral below two whole seasons.
 */
export function shrunkenSeason(values: Float64Array, period: number): Season {
  const kind: SeasonKind = values.every((at) => at > 0) ? 'multiplicative' : 'additive'
  const none: Season = { kind, indices: new Float64Array(Math.max(1, period)).fill(neutral(kind)), strength: 0 }
  if (period < 2 || values.length < 2 * period) return none
  const raw = decompose(values, period, kind, 0.9)
  if (raw === null) return none
  const centre = neutral(kind)
  const size = raw.indices.reduce((sum, at) => sum + (at - centre) ** 2, 0)
  const strength = size > 0 ? Math.max(0, 1 - (Math.max(1, period - 3) * raw.noise) / size) : 0
  const indices = raw.indices.map((at) => centre + (at - centre) * strength)
  return kind === 'multiplicative' && indices.some((at) => at < 0.01) ? none : { kind, indices, strength }
}

/**
 * Whether the autocorrelation at a season's length stands out at 90 %: the test the textbook methods of the M3 and M4 competitions
 * stand on. False below three seasons.
 */
export function isSeasonal(values: ArrayLike<number>, period: number): boolean {
  const n = values.length
  if (period < 2 || n < 3 * period) return false
  let mean = 0
  for (let i = 0; i < n; i += 1) mean += values[i]! / n
  let variance = 0
  for (let i = 0; i < n; i += 1) variance += (values[i]! - mean) ** 2
  // What rounding leaves of a constant isn't variation.
  if (!(variance > n * (1e-12 * mean) ** 2)) return false
  let squares = 0
  let last = 0
  for (let lag = 1; lag <= period; lag += 1) {
    let sum = 0
    for (let i = lag; i < n; i += 1) sum += (values[i]! - mean) * (values[i - lag]! - mean)
    last = sum / variance
    if (lag < period) squares += last * last
  }
  return Math.abs(last) > 1.645 * Math.sqrt((1 + 2 * squares) / n)
}

/** The textbook's season: whole indices where the test finds one (multiplicative for positive values), none elsewhere. */
export function testedSeason(values: Float64Array, period: number): Season {
  const kind: SeasonKind = values.every((at) => at > 0) ? 'multiplicative' : 'additive'
  const raw = isSeasonal(values, period) ? decompose(values, period, kind, 1) : null
  if (raw === null) return { kind, indices: new Float64Array(Math.max(1, period)).fill(neutral(kind)), strength: 0 }
  return { kind, indices: raw.indices, strength: 1 }
}
