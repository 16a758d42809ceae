import { expect, it } from 'vitest'
import { shippedDecks } from '../../../src/contract/decks.ts'
import type { CancelSignal } from '../../../src/contract/method.ts'
import { faultsOf, textsOf, unpack } from '../export/pptx/check-package.ts'
import { openEngine, runImport, uploadPath } from '../ingest/engine-fixture.ts'

const samples = new URL('../../../samples', import.meta.url).pathname
const never: CancelSignal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined }
const still = { signal: never, progress: () => undefined as never }

it('shipped decks are written in both languages, and name what the data can not answer', async () => {
  const engine = await openEngine()
  const files = ['opportunities', 'leads', 'accounts'].map((name) => uploadPath(engine, `${samples}/tiny/${name}.csv`))
  await runImport(engine, { uploads: await Promise.all(files) })
  for (const deck of shippedDecks)
    for (const language of ['zh', 'en'] as const) {
      const { bytes, slides, left, fileName } = await engine.handlers.exports.deck(
        { words: {}, without: [], bytesAre: 'template', deck, language, bytes: new Uint8Array() },
        still,
      )
      expect([deck, faultsOf(bytes)]).toEqual([deck, []])
      expect(slides).toBeGreaterThan(5)
      expect(fileName).toMatch(/\.pptx$/)
      for (const { text } of left) expect(text.zh).toMatch(/[\u4e00-\u9fff]/)
      const parts = unpack(bytes)
      const all = Array.from({ length: slides }, (_, place) => textsOf(parts, `ppt/slides/slide${place + 1}.xml`)).flat()
      if (language === 'zh') expect(all.filter((text) => /^(Total|Agenda|Highest|Lowest|Period)/.test(text))).toEqual([])
      if (language === 'en') expect(all.filter((text) => /合计|目录|最高|最低|期间/.test(text))).toEqual([])
    }
  await engine.close()
})
