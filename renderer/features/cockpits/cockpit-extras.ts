import type { Annotation, CockpitDocument, CockpitStand } from '../../../src/contract/documents.ts'
import type { Move } from './cockpit-moves.ts'

const mostNotes = 200
const mostViews = 50

/** Notes stand in the order of their days. */
export const addNote =
  (note: Omit<Annotation, 'id'>): Move =>
  (cockpit) => {
    const notes = cockpit.annotations ?? []
    const text = note.text.trim().slice(0, 200)
    if (text === '' || notes.length >= mostNotes) return cockpit
    const added = { ...note, text, id: freeId('note', notes) }
    return {
      ...cockpit,
      annotations: [...notes, added].toSorted((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : 0)),
    }
  }

export const removeNote =
  (id: string): Move =>
  (cockpit) =>
    without(cockpit, 'annotations', id)

/** Keeps how the cockpit is asked under a name; the same name again is the same view, asked otherwise. */
export const keepView =
  (view: Omit<CockpitStand, 'id'>): Move =>
  (cockpit) => {
    const views = cockpit.views ?? []
    const title = view.title.trim().slice(0, 80)
    const there = views.find((one) => one.title === title)
    if (title === '' || (there === undefined && views.length >= mostViews)) return cockpit
    const kept = { ...view, title, id: there?.id ?? freeId('view', views) }
    return { ...cockpit, views: there === undefined ? [...views, kept] : views.map((one) => (one === there ? kept : one)) }
  }

export const removeView =
  (id: string): Move =>
  (cockpit) =>
    without(cockpit, 'views', id)

/** The notes that are seen now, as a list that stays the same as long as they do. */
export function seenNotes({ annotations = [] }: Pick<CockpitDocument, 'annotations'>, isEditing: boolean): Annotation[] {
  return annotations.filter(({ seen }) => isEditing || seen === 'always')
}

function without(cockpit: CockpitDocument, part: 'annotations' | 'views', id: string): CockpitDocument {
  const { [part]: list = [], ...rest } = cockpit
  const left = (list as readonly { readonly id: string }[]).filter((one) => one.id !== id)
  if (left.length === list.length) return cockpit
  return left.length === 0 ? rest : { ...cockpit, [part]: left }
}

function freeId(kind: string, list: readonly { readonly id: string }[]): string {
  const taken = new Set(list.map(({ id }) => id))
  for (let number = list.length + 1; ; number += 1) if (!taken.has(`${kind}-${number}`)) return `${kind}-${number}`
}
