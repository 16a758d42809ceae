import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** One line from the terminal that is not shown while it is typed. */
export async function readSecret(prompt: string): Promise<string> {
  process.stderr.write(prompt)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
