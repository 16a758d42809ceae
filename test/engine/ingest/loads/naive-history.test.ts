import fc from 'fast-check'
import { expect, it } from 'vitest'
import { askNaively, askProduct, play } from './ask-history.ts'
import { randomHistory } from './random-history.ts'

it('explores', async () => {
  let bad = 0
  let shown = 0
  for (const history of fc.sample(randomHistory, { numRuns: Number(process.env['N'] ?? 3), seed: Number(process.env['S'] ?? 1) })) {
    const started = performance.now()
    const { engine, loads } = await play(history.loads)
    const played = performance.now()
    let wrong = 0
    for (const question of history.questions) {
      let told
      try {
        told = await askProduct(engine, question)
      } catch (error) {
        if (Object.keys(askNaively(loads, question.asOf ?? question.asKnownOn ?? '2026-01-01', question.asKnownOn)).length > 0) {
          wrong += 1
          console.log('ERROR', question, String(error))
        }
        continue
      }
      const naive = askNaively(loads, told.asOf, question.asKnownOn)
      try {
        expect(told.figures).toEqual(naive)
      } catch {
        wrong += 1
        console.log(question, told.asOf)
        const off = new Set<string>()
        for (const key of new Set([...Object.keys(told.figures), ...Object.keys(naive)]))
          if (JSON.stringify(told.figures[key]) !== JSON.stringify(naive[key])) off.add(key)
        if (shown < 4) {
          shown += 1
          const suspects = [...new Set(loads.flatMap((l) => (l.deals ?? []).map((r) => r['Deal ID'] ?? '')))]
          for (const id of suspects) {
            const only = loads.map((l) => ({
              ...l,
              deals: l.deals?.filter((r) => r['Deal ID'] === id) ?? null,
              visits: l.visits?.filter((r) => r['Deal ID'] === id) ?? null,
            }))
            const one = await play(only)
            let other: unknown
            try {
              other = (await askProduct(one.engine, { asOf: told.asOf, asKnownOn: question.asKnownOn })).figures
            } catch (error) {
              other = { error: String(error) }
            }
            const mine = askNaively(only, told.asOf, question.asKnownOn)
            if (
              JSON.stringify(Object.entries(other as object).sort()) !== JSON.stringify(Object.entries(mine).sort()) &&
              !(Object.keys(mine).length === 0 && 'error' in (other as object))
            ) {
              console.log('DEAL', id, 'product', other, 'naive', mine)
              for (const l of only)
                console.log(
                  l.at,
                  l.mode,
                  l.isUndone ? 'UNDONE' : '',
                  JSON.stringify(l.deals),
                  JSON.stringify(l.visits?.map((v) => v['Date entered'] + ' ' + v['Stage'])),
                )
            }
            await one.engine.close()
          }
        }
        for (const key of new Set([...Object.keys(told.figures), ...Object.keys(naive)]))
          if (JSON.stringify(told.figures[key]) !== JSON.stringify(naive[key]))
            console.log(key, 'product', told.figures[key], 'naive', naive[key])
      }
    }
    console.log(
      loads.length,
      'loads',
      (played - started).toFixed(0),
      'ms; asked',
      (performance.now() - played).toFixed(0),
      'ms; wrong',
      wrong,
    )
    bad += wrong
    await engine.close()
  }
  console.log('BAD', bad)
}, 600_000)
