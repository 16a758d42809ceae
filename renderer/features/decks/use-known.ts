import type { DeckItem } from '../../../src/contract/decks.ts'
import { useAnswer } from '../../data/queries.ts'
import { useLocal } from '../../i18n/i18n.ts'

/** Everything that can stand in a deck, and what it is called. */
export function useKnown() {
  const local = useLocal()
  const cockpits = useAnswer('documents', ['cockpits.list'], (api, options) => api.cockpits.list({}, options)).data?.cockpits ?? []
  const studies = useAnswer('data', ['studies.list'], (api, options) => api.studies.list({}, options)).data?.studies ?? []
  const reports =
    useAnswer('documents', ['documents.list', 'report'], (api, options) => api.documents.list({ kind: 'report' }, options)).data
      ?.documents ?? []
  const titleOf = (item: DeckItem): string => {
    if (item.kind === 'report') return item.title
    if (item.kind === 'study') {
      const found = studies.find(({ study }) => study === item.study)
      return found === undefined ? item.study : local(found.label)
    }
    const found = cockpits.find(({ name }) => name === item.name)
    return found === undefined ? item.name : local(found.title)
  }
  return { cockpits, studies: studies.filter(({ available }) => available), reports, titleOf }
}
