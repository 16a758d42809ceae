import { beforeEach, expect, it } from 'vitest'
import type { Api } from '../../../src/contract/api.ts'
import { DeckDocument, mostItems, type DeckItem } from '../../../src/contract/decks.ts'
import { addToDeck, takeFromDeck, type AddedToDeck } from '../../../renderer/features/decks/add-to-deck.ts'
import { deckEditor } from '../../../renderer/features/decks/deck-editor.ts'
import { openTestEngine } from '../../engine/workspace/open-test-engine.ts'

beforeEach(() => deckEditor.useEditors.setState({ open: {} }))

const study: DeckItem = { kind: 'study', study: 'funnel', params: {}, charts: 1, chart: 'steps' }
const chosen = { item: study, title: 'Funnel' }
async function workspace() {
  const { api } = await openTestEngine()
  return {
    api,
    read: async (name: string) => DeckDocument.parse((await api.documents.read({ kind: 'deck', name })).body),
    save: async (name: string, items: DeckItem[]) => {
      const { documents } = await api.documents.list({ kind: 'deck' })
      const basedOn = documents.find((one) => one.name === name)?.version ?? null
      return await api.documents.save({ kind: 'deck', name, body: DeckDocument.parse({ title: name, items }), basedOn })
    },
  }
}
const cockpit = (name: string): DeckItem => ({ kind: 'cockpit', name })
const added = (outcome: Awaited<ReturnType<typeof addToDeck>>): AddedToDeck => {
  if (typeof outcome === 'string') throw new Error(outcome)
  return outcome
}

it('what is added comes last, is saved, and is a step of the deck that is taken back', async () => {
  const { api, read, save } = await workspace()
  await save('ours', [cockpit('ceo')])
  const one = added(await addToDeck(api, 'w', { name: 'ours' }, chosen))
  expect((await read('ours')).items).toEqual([cockpit('ceo'), study])
  expect(deckEditor.useEditors.getState().open['ours']?.history.past.map(({ label }) => label)).toEqual([{ key: 'didAdd', name: 'Funnel' }])
  await takeFromDeck(api, one)
  expect((await read('ours')).items).toEqual([cockpit('ceo')])
  expect(deckEditor.useEditors.getState().open['ours']?.saving.is).toBe('rest')
})

it('a deck that was changed elsewhere keeps that change, and what is not saved here', async () => {
  const { api, read, save } = await workspace()
  await save('theirs', [])
  await addToDeck(api, 'w', { name: 'theirs' }, chosen)
  await save('theirs', [study, cockpit('sales')])
  added(await addToDeck(api, 'w', { name: 'theirs' }, chosen))
  expect((await read('theirs')).items).toEqual([study, cockpit('sales'), { ...study, id: 'study:funnel-2' }])
  deckEditor.edit('theirs', (deck) => ({ ...deck, title: 'Mine' }), { key: 'didTitle' })
  await save('theirs', [cockpit('ceo')])
  await expect(addToDeck(api, 'w', { name: 'theirs' }, chosen)).rejects.toMatchObject({ code: 'document-conflict' })
  expect((await read('theirs')).items).toEqual([cockpit('ceo')])
  const { history, saving } = deckEditor.useEditors.getState().open['theirs']!
  expect([history.now.title, history.now.items.length, saving.is]).toEqual(['Mine', 3, 'conflict'])
})

it('a new deck gets its name from its title, not that of a shipped one, and goes to the trash when it is taken back', async () => {
  const { api, read } = await workspace()
  const one = added(await addToDeck(api, 'w', { newTitle: 'Weekly' }, chosen))
  expect([one.name, one.isNew, (await read('weekly-2')).items]).toEqual(['weekly-2', true, [study]])
  await takeFromDeck(api, one)
  const { documents } = await api.documents.trash({})
  expect(documents.map(({ kind, name }) => `${kind} ${name}`)).toContain('deck weekly-2')
})

it('a full deck and one whose file is spoiled stay as they are', async () => {
  const { api, read, save } = await workspace()
  const many = Array.from({ length: mostItems }, (_, index): DeckItem => ({ kind: 'cockpit', id: `c${index}`, name: 'ceo' }))
  await save('full', many)
  expect(await addToDeck(api, 'w', { name: 'full' }, chosen)).toBe('full')
  expect((await read('full')).items).toHaveLength(mostItems)
  const broken = {
    documents: { ...api.documents, read: async () => await Promise.resolve({ version: 1, body: { items: 7 } }) },
  } as unknown as Api
  expect(await addToDeck(broken, 'w', { name: 'other' }, chosen)).toBe('unreadable')
  expect(deckEditor.useEditors.getState().open['other']).toBeUndefined()
})

it('what can’t be saved is not in the deck afterwards', async () => {
  const { api, save } = await workspace()
  await save('away', [cockpit('ceo')])
  const down = { documents: { ...api.documents, save: async () => await Promise.reject(new Error('disk')) } } as unknown as Api
  await expect(addToDeck(down, 'w', { name: 'away' }, chosen)).rejects.toThrow('disk')
  expect(deckEditor.useEditors.getState().open['away']?.history.now.items).toEqual([cockpit('ceo')])
  await expect(addToDeck(down, 'w', { newTitle: 'Never' }, chosen)).rejects.toThrow('disk')
  expect(Object.keys(deckEditor.useEditors.getState().open)).toEqual(['away'])
})
