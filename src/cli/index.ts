import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { programPlaces } from './places.ts'
import { runCommandLine } from './run-command-line.ts'
import { chooseLanguage } from './terminal.ts'

const words = process.argv.slice(2)
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort())

// `helmdeck … | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await runCommandLine(
  words,
  {
    env: process.env,
    language: chooseLanguage(languageOption(words), process.env),
    folder: process.env['INIT_CWD'] ?? process.cwd(),
    isInteractive: process.stdout.isTTY && process.stderr.isTTY,
    out: (data) => void process.stdout.write(data),
    err: (message) => void process.stderr.write(message),
    readInput: () => text(process.stdin),
    stop: stop.signal,
  },
  programPlaces(fileURLToPath(import.meta.url)),
)

function languageOption(given: readonly string[]): string | undefined {
  const place = given.indexOf('--language')
  return place === -1 ? given.find((word) => word.startsWith('--language='))?.slice('--language='.length) : given[place + 1]
}
