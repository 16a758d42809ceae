import { describe, expect, it } from 'vitest'
import { addNote, keepView, removeNote, removeView, seenNotes } from '../../../renderer/features/cockpits/cockpit-extras.ts'
import { freshCockpit } from '../../../renderer/features/cockpits/cockpit-moves.ts'
import { CockpitDocument } from '../../../src/contract/documents.ts'

const note = (day: string, text: string, seen: 'always' | 'editing' = 'always') => addNote({ day, text, seen })
const view = (title: string, asOf: string | null = null) => keepView({ title, filters: [], period: null, asOf, tab: null })

describe('notes on time axes', () => {
  it('stand by day, are part of the document, and go one by one', () => {
    const two = note('2026-01-10', ' Fair ')(note('2026-03-01', 'Price rise')(freshCockpit))
    expect(two.annotations).toEqual([
      { id: 'note-2', day: '2026-01-10', text: 'Fair', seen: 'always' },
      { id: 'note-1', day: '2026-03-01', text: 'Price rise', seen: 'always' },
    ])
    expect(CockpitDocument.parse(two)).toEqual(two)
    const one = removeNote('note-2')(two)
    expect(one.annotations?.map(({ text }) => text)).toEqual(['Price rise'])
    expect(removeNote('note-1')(one)).toEqual(freshCockpit)
    expect(removeNote('nobody')(two)).toBe(two)
  })

  it('are none where nothing was written, and no more than 200', () => {
    expect(note('2026-01-10', '   ')(freshCockpit)).toBe(freshCockpit)
    const full = Array.from({ length: 205 }, (_, place) => String(place)).reduce((now, text) => note('2026-01-10', text)(now), freshCockpit)
    expect(full.annotations).toHaveLength(200)
    expect(new Set(full.annotations?.map(({ id }) => id)).size).toBe(200)
  })

  it('that are for editing are seen only then', () => {
    const both = note('2026-01-10', 'b', 'editing')(note('2026-01-09', 'a')(freshCockpit))
    expect(seenNotes(both, false).map(({ text }) => text)).toEqual(['a'])
    expect(seenNotes(both, true).map(({ text }) => text)).toEqual(['a', 'b'])
    expect(seenNotes(freshCockpit, true)).toEqual([])
  })
})

describe('views', () => {
  it('are kept by name: the same name again is the same view', () => {
    const kept = view('East', '2026-02-01')(view('West')(view('East')(freshCockpit)))
    expect(kept.views?.map(({ id, title, asOf }) => [id, title, asOf])).toEqual([
      ['view-1', 'East', '2026-02-01'],
      ['view-2', 'West', null],
    ])
    expect(CockpitDocument.parse(kept)).toEqual(kept)
    expect(removeView('view-2')(removeView('view-1')(kept))).toEqual(freshCockpit)
    expect(view('  ')(kept)).toBe(kept)
  })
})
