import { drawable } from '../pictures/font-coverage.ts'

/** A text as the embedded font can say it. */
export type Say = (text: string) => string

export interface Speaker {
  readonly say: Say
  /** Characters that could not be said, each once, in the order in which they came. */
  readonly missing: ReadonlySet<string>
}

export function speaker(): Speaker {
  const missing = new Set<string>()
  return {
    missing,
    say: (text) => {
      // A control character would move pdfmake's pen or vanish into a box.
      const said = drawable(text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' '))
      for (const character of said.missing) missing.add(character)
      return said.text
    },
  }
}
