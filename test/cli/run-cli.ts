import { join } from 'node:path'
import { programPlaces } from '../../src/cli/places.ts'
import { runCommandLine } from '../../src/cli/run-command-line.ts'
import { chooseLanguage } from '../../src/cli/terminal.ts'

export interface CliResult {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly bytes: Buffer
}

export interface CliCall {
  readonly folder?: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  readonly stop?: AbortSignal
}

const cliEntry = join(import.meta.dirname, '../../src/cli/index.ts')

/** The command line as its process entry runs it, with a terminal that only listens. */
export async function runCli(
  words: readonly string[],
  { folder = '/nowhere', env = {}, input = '', stop }: CliCall = {},
): Promise<CliResult> {
  const out: Buffer[] = []
  let err = ''
  const place = words.indexOf('--language')
  const code = await runCommandLine(
    words,
    {
      env: { LANG: 'C', HELMDECK_LOG: 'silent', ...env },
      language: chooseLanguage(place === -1 ? undefined : words[place + 1], { LANG: 'C', ...env }),
      folder,
      isInteractive: false,
      out: (data) => void out.push(Buffer.from(data)),
      err: (text) => void (err += text),
      readInput: async () => input,
      stop: stop ?? new AbortController().signal,
    },
    programPlaces(cliEntry),
  )
  const bytes = Buffer.concat(out)
  return { code, out: bytes.toString('utf8'), err, bytes }
}
