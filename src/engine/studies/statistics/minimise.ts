export type Objective = (point: Float64Array) => number

export interface Minimum {
  readonly point: Float64Array
  readonly value: number
  readonly evaluations: number
  /** The largest |∂f/∂x| at the point, by central differences. */
  readonly gradient: number
}

/** A long calculation that pauses now and then, so that whoever runs it can do something else or stop. */
export type Steps<Result> = Generator<undefined, Result>

/** Runs all steps in one go. */
export function allSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

const differenceStep = 1e-5

/** The gradient of f by central differences; `step` suits arguments of size one, such as logarithms. */
export function gradientAt(f: Objective, point: Float64Array, step = differenceStep): Float64Array {
  const gradient = new Float64Array(point.length)
  const moved = Float64Array.from(point)
  for (let i = 0; i < point.length; i += 1) {
    moved[i] = point[i]! + step
    const above = f(moved)
    moved[i] = point[i]! - step
    gradient[i] = (above - f(moved)) / (2 * step)
    moved[i] = point[i]!
  }
  return gradient
}

/**
 * The downhill simplex of Nelder and Mead (1965): slow and hard to mislead. Ends when the simplex' values lie within
 * `tolerance` of each other, or after `limit` evaluations. f may answer Infinity where it has no value.
 */
export function nelderMead(f: Objective, start: Float64Array, step = 0.5, tolerance = 1e-6, limit = 2000): Minimum {
  const size = start.length
  const simplex = [{ point: Float64Array.from(start), value: f(start) }]
  for (let i = 0; i < size; i += 1) {
    const point = Float64Array.from(start)
    point[i]! += step
    simplex.push({ point, value: f(point) })
  }
  let evaluations = size + 1
  const tried = (centre: Float64Array, worst: Float64Array, factor: number) => {
    const point = centre.map((at, i) => at + factor * (at - worst[i]!))
    evaluations += 1
    return { point, value: f(point) }
  }
  for (;;) {
    simplex.sort((one, other) => one.value - other.value)
    const [best, worst, second] = [simplex[0]!, simplex[size]!, simplex[size - 1]!]
    if (evaluations >= limit || worst.value - best.value <= tolerance) return { ...best, evaluations, gradient: Number.NaN }
    const centre = new Float64Array(size)
    for (let k = 0; k < size; k += 1) for (let i = 0; i < size; i += 1) centre[i]! += simplex[k]!.point[i]! / size
    const reflected = tried(centre, worst.point, 1)
    if (reflected.value < best.value) {
      const expanded = tried(centre, worst.point, 2)
      simplex[size] = expanded.value < reflected.value ? expanded : reflected
    } else if (reflected.value < second.value) {
      simplex[size] = reflected
    } else {
      const inside = tried(centre, worst.point, reflected.value < worst.value ? 0.5 : -0.5)
      if (inside.value < Math.min(worst.value, reflected.value)) {
        simplex[size] = inside
      } else {
        for (let k = 1; k <= size; k += 1) {
          const point = simplex[k]!.point.map((at, i) => (at + best.point[i]!) / 2)
          simplex[k] = { point, value: f(point) }
        }
        evaluations += size
      }
    }
  }
}

/**
 * Broyden, Fletcher, Goldfarb and Shanno's quasi-Newton steps with numerical gradients and a halving line search: few
 * evaluations and many digits, from a start that is already near. Ends when the gradient is below `tolerance`. Pauses after each step.
 */
export function* quasiNewton(f: Objective, start: Float64Array, tolerance = 1e-6, limit = 100): Steps<Minimum> {
  const size = start.length
  let point = Float64Array.from(start)
  let value = f(point)
  let gradient = gradientAt(f, point)
  let inverse = identity(size)
  let evaluations = 1 + 2 * size
  for (let round = 0; round < limit && largest(gradient) > tolerance; round += 1) {
    yield
    let direction = times(inverse, gradient).map((x) => -x)
    if (dot(direction, gradient) >= 0) {
      inverse = identity(size)
      direction = gradient.map((x) => -x)
    }
    let length = Math.min(1, 2 / largest(direction))
    let next = point
    let nextValue = value
    for (let halving = 0; halving < 40; halving += 1, length /= 2) {
      const candidate = point.map((at, i) => at + length * direction[i]!)
      const found = f(candidate)
      evaluations += 1
      if (found <= value + 1e-4 * length * dot(direction, gradient)) {
        next = candidate
        nextValue = found
        break
      }
    }
    if (next === point) break
    // Below this a step is rounding, and so is the gradient.
    const isSpent = value - nextValue < 1e-13 * (1 + Math.abs(value))
    const nextGradient = gradientAt(f, next)
    evaluations += 2 * size
    const moved = next.map((at, i) => at - point[i]!)
    const turned = nextGradient.map((at, i) => at - gradient[i]!)
    if (dot(moved, turned) > 1e-14) inverse = updated(inverse, moved, turned)
    point = next
    value = nextValue
    gradient = nextGradient
    if (isSpent) break
  }
  return { point, value, evaluations, gradient: largest(gradient) }
}

/** The matrix of second derivatives of f by central differences. Pauses before each row. */
export function* hessianAt(f: Objective, point: Float64Array, step = 1e-3): Steps<Float64Array[]> {
  const rows: Float64Array[] = []
  for (let i = 0; i < point.length; i += 1) {
    yield
    const above = Float64Array.from(point)
    const below = Float64Array.from(point)
    above[i]! += step
    below[i]! -= step
    const [high, low] = [gradientAt(f, above, step), gradientAt(f, below, step)]
    rows.push(high.map((at, j) => (at - low[j]!) / (2 * step)))
  }
  return rows
}

function updated(inverse: readonly Float64Array[], moved: Float64Array, turned: Float64Array): Float64Array[] {
  const across = times(inverse, turned)
  const along = dot(moved, turned)
  const stretch = (1 + dot(turned, across) / along) / along
  return inverse.map((row, i) =>
    row.map((at, j) => at + stretch * moved[i]! * moved[j]! - (across[i]! * moved[j]! + moved[i]! * across[j]!) / along),
  )
}

function identity(size: number): Float64Array[] {
  return Array.from({ length: size }, (_, i) => Float64Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)))
}

function times(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => dot(row, vector))
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let i = 0; i < one.length; i += 1) sum += one[i]! * other[i]!
  return sum
}

function largest(vector: Float64Array): number {
  let size = 0
  for (const x of vector) size = Math.max(size, Number.isNaN(x) ? Infinity : Math.abs(x))
  return size
}
