import { isDeepStrictEqual } from 'node:util'
import { still } from '../engine-fixture.ts'
import { askNaively, askProduct, play } from './ask-history.ts'
import type { Figures, PlayedHistory, Question } from './ask-history.ts'
import type { RandomHistory } from './random-history.ts'

export interface HistoryCheck {
  readonly loads: number
  readonly days: number
  /** Figures that were compared: a count, a sum or a weighted sum of one group on one day. */
  readonly figures: number
  readonly problems: readonly string[]
}

type Told = Awaited<ReturnType<typeof askProduct>>

/** Asks the product and the naive replay of one history the same, and whether the product's answers leave each other alone. */
export async function checkHistory({ loads: history, questions }: RandomHistory): Promise<HistoryCheck> {
  const played = await play(history)
  try {
    const now: Question = { asOf: null, asKnownOn: null }
    const present = await askProduct(played.engine, now)
    const problems: string[] = []
    const answers: Told[] = []
    let figures = 0
    for (const question of questions) {
      const told = await askProduct(played.engine, question)
      answers.push(told)
      const compared = compare(played, question, told)
      figures += compared.figures
      problems.push(...compared.problems)
    }
    const together = await Promise.all(questions.slice(0, 4).map((question) => askProduct(played.engine, question)))
    if (!isDeepStrictEqual(together, answers.slice(0, 4))) problems.push('questions asked at once are answered otherwise than alone')
    if (!isDeepStrictEqual(await askProduct(played.engine, now), present)) problems.push('asking of the past has changed the present')
    const { checks } = await played.engine.handlers.workspace.doctor({}, still)
    problems.push(...checks.filter(({ ok }) => !ok).map(({ id, examples }) => `doctor: ${id} ${examples.join(', ')}`))
    return { loads: played.loads.length - 1, days: questions.length, figures, problems }
  } finally {
    await played.engine.close()
  }
}

function compare(
  { loads }: PlayedHistory,
  { asOf, asKnownOn }: Question,
  told: Told,
): { readonly figures: number; readonly problems: readonly string[] } {
  const asked = `as of ${asOf ?? 'now'}, as known on ${asKnownOn ?? 'now'}`
  // Who knew of no deal can't say what was open; the product refuses to.
  if (told === null) return compareFigures(asked, {}, askNaively(loads, asOf ?? asKnownOn ?? '9999-12-31', asKnownOn))
  if (asOf !== null && told.asOf !== asOf) return { figures: 0, problems: [`${asked}: answered as of ${told.asOf}`] }
  if (asOf === null && asKnownOn !== null && told.asOf > asKnownOn)
    return { figures: 0, problems: [`${asked}: looks as far as ${told.asOf}`] }
  return compareFigures(`${asked} (${told.asOf})`, told.figures, askNaively(loads, told.asOf, asKnownOn))
}

function compareFigures(
  asked: string,
  product: Figures,
  naive: Figures,
): { readonly figures: number; readonly problems: readonly string[] } {
  const keys = [...new Set([...Object.keys(product), ...Object.keys(naive)])]
  const off = keys.filter((key) => !isDeepStrictEqual(product[key], naive[key]))
  const text = (figures: Figures, key: string): string => figures[key]?.join(', ') ?? 'nothing'
  return {
    figures: keys.length * 3,
    problems: off.map((key) => `${asked}, ${key}: the product says ${text(product, key)}, the replay ${text(naive, key)}`),
  }
}
