import { resolve } from 'node:path'
import { PdfRequest } from '../src/contract/pages.ts'
import { studyNames } from '../src/contract/studies.ts'
import { openEngine, still } from '../test/engine/ingest/engine-fixture.ts'

/** Writes forty pages of a workspace's cockpit and studies as PDF, and tells how much of the time the questions took. */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('name a workspace: npx tsx bench/pdf.ts WORKSPACE')
const engine = await openEngine(resolve(folder))
const cockpits = ['sales-director', 'sales-director'].map((name) => ({ kind: 'cockpit', name }))
const studies = studyNames.map((study) => ({ kind: 'study', study, charts: 4 }))
const request = PdfRequest.parse({ items: [...cockpits, ...studies], apart: true, figures: true, language: 'zh' })
for (const round of [1, 2]) {
  const start = performance.now()
  const { pages, bytes, milliseconds, left } = await engine.handlers.exports.pdf(request, still)
  const [whole, asked] = [performance.now() - start, milliseconds.answers]
  const told = `${pages} pages, ${Math.round(bytes.length / 1000)} kB: ${(whole / 1000).toFixed(1)} s, ${(asked / 1000).toFixed(1)} s of them for the answers`
  console.log(`round ${round}: ${told}; ${left.length} left out`)
}
await engine.close()
