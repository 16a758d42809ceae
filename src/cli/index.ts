import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { fileError } from '../engine/workspace/atomic-file.ts'
import { reportFailure } from './failure.ts'
import { programPlaces } from './places.ts'
import { readSecret } from './read-secret.ts'
import { runCommandLine } from './run-command-line.ts'
import { chooseLanguage, type Terminal } from './terminal.ts'

const words = process.argv.slice(2)
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort())

const terminal: Terminal = {
  env: process.env,
  language: chooseLanguage(languageOption(words), process.env),
  folder: process.env['INIT_CWD'] ?? process.cwd(),
  isInteractive: process.stdout.isTTY && process.stderr.isTTY,
  out: (data) => void process.stdout.write(data),
  err: (message) => void process.stderr.write(message),
  readInput: () => text(process.stdin),
  ...(process.stdin.isTTY ? { readSecret } : {}),
  stop: stop.signal,
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `helmdeck … | head` closes the pipe early; that is no failure.
  if (error.code !== 'EPIPE') process.exit(reportFailure(terminal, fileError(error), words.includes('--json')))
})

process.exitCode = await runCommandLine(words, terminal, programPlaces(fileURLToPath(import.meta.url)))

function languageOption(given: readonly string[]): string | undefined {
  const place = given.indexOf('--language')
  return place === -1 ? given.find((word) => word.startsWith('--language='))?.slice('--language='.length) : given[place + 1]
}
