import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { plainChart } from '../../../../src/engine/export/pptx/chart.ts'
import { writePresentation } from '../../../../src/engine/export/pptx/presentation.ts'
import type { Slide } from '../../../../src/engine/export/pptx/slide-pieces.ts'
import { readTemplate } from '../../../../src/engine/export/pptx/template.ts'
import { updatePresentation } from '../../../../src/engine/export/pptx/update-presentation.ts'
import { findSoffice } from '../../../available.ts'
import { faultsOf, textsOf, unpack } from './check-package.ts'
import { slidesInOrder } from './rewritten.ts'

const box = { x: 500_000, y: 1_200_000, w: 8_000_000, h: 4_000_000 }
const slides = (value: number): Slide[] => [
  { key: 'title', layout: 'title', title: 'Review', subtitle: [`as of day ${value}`], pieces: [], notes: [] },
  {
    key: 'a',
    layout: 'content',
    title: `Sum ${value}`,
    pieces: [
      {
        is: 'text',
        text: { name: 'headline', box: { ...box, h: 300_000 }, paragraphs: [{ text: `It is ${value}`, size: 12, bullet: true }] },
      },
      {
        is: 'chart',
        box,
        chart: plainChart({
          kind: 'bar',
          categories: ['A'],
          series: [{ name: 'One', values: [value], format: '0', colour: 'accent1' }],
          axisFormat: '0',
          description: 'A',
        }),
      },
    ],
    notes: [`n: ${value}`],
  },
]

it('a deck that LibreOffice saved in between still gets its new figures, title page and notes too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'helmdeck-office-deck-'))
  try {
    writeFileSync(join(folder, 'a.pptx'), await writePresentation(readTemplate(null, 'own'), slides(1), 'Review'))
    const words = [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      'pptx',
      '--outdir',
      join(folder, 'saved'),
    ]
    execFileSync(findSoffice() ?? 'soffice', [...words, join(folder, 'a.pptx')], { stdio: 'ignore' })
    const saved = readFileSync(join(folder, 'saved', 'a.pptx'))
    const { bytes, update } = await updatePresentation(readTemplate(saved, 'a.pptx'), slides(2), 'a.pptx')
    expect(faultsOf(bytes)).toEqual([])
    expect(update).toEqual({ updated: 2, added: [], untouched: 0, removed: [], stale: [], leftOut: [], edited: [] })
    const parts = unpack(bytes)
    const [front = '', a = ''] = slidesInOrder(parts)
    expect(textsOf(parts, front)).toEqual(['Review', 'as of day 2'])
    expect(textsOf(parts, a).slice(0, 2)).toEqual(['Sum 2', 'It is 2'])
    const notes = [...parts.keys()].filter((name) => /^ppt\/notesSlides\/[^/]+\.xml$/.test(name))
    expect(notes.flatMap((name) => textsOf(parts, name))).toContain('n: 2')
    expect(notes.flatMap((name) => textsOf(parts, name))).not.toContain('n: 1')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
