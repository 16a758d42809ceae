import { exitCodes, reportFailure } from './failure.ts'
import type { ProgramPlaces } from './places.ts'
import { createProgram } from './program.ts'
import type { Terminal } from './terminal.ts'

/** Runs one command; without one the product opens. Returns the exit code: 0 done, 1 refused, 2 wrong usage, 70 our bug. */
export async function runCommandLine(words: readonly string[], terminal: Terminal, places: ProgramPlaces): Promise<number> {
  const program = createProgram(terminal, places)
  const given = words.length === 0 ? ['open'] : [...words]
  try {
    await program.parseAsync(given, { from: 'user' })
    return exitCodes.done
  } catch (error) {
    return reportFailure(terminal, error, given.includes('--json'))
  }
}
