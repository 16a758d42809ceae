import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { bothWays, sequence } from '../test/engine/ingest/loads/sequences.ts'

/** Random sequences of loads and undos, each against a workspace that was only given the loads which stand in the end. */
export async function sequencesSoak(
  count: number,
  seed: number,
  told: (line: string) => unknown,
): Promise<{ readonly passed: number; readonly failed: number; readonly lines: readonly string[] }> {
  const lines: string[] = []
  const steps = { import: 0, undo: 0, redo: 0 }
  let passed = 0
  for (const [index, one] of fc.sample(sequence, { numRuns: count, seed }).entries()) {
    for (const { kind } of one) steps[kind] += 1
    const problem = await differenceOf(one)
    if (problem === null) passed += 1
    else lines.push(`sequence ${index + 1}: ${problem}: ${JSON.stringify(one)}`)
    told(`sequence ${index + 1} of ${one.length} steps: ${problem ?? 'as the loads that stand'}`)
  }
  const done = `${steps.import} imports, ${steps.undo} undos and ${steps.redo} times doing again, in ${count} sequences`
  return { passed, failed: count - passed, lines: [done, ...lines] }
}

async function differenceOf(one: Parameters<typeof bothWays>[0]): Promise<string | null> {
  try {
    const { played, plain } = await bothWays(one)
    const parts = new Set([...Object.keys(played), ...Object.keys(plain)])
    const different = [...parts].filter((part) => !isDeepStrictEqual(played[part], plain[part]))
    return different.length === 0 ? null : `differs in ${different.join(', ')}`
  } catch (error) {
    return String(error)
  }
}
