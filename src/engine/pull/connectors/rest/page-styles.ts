import { HelmdeckError } from '../../../../contract/errors.ts'
import type { PageStyle } from '../../../../contract/rest-description.ts'
import { cellOf, valueAt } from '../../../ingest/readers/page-values.ts'
import { placeOf } from './place-of.ts'

/** Where the first page stands. */
export function firstPlace(page: PageStyle): string {
  if (page.style === 'page') return String(page.first)
  return page.style === 'offset' ? '0' : ''
}

/** The parameters that ask for the page at a place. */
export function pageQuery(page: PageStyle, place: string): Record<string, string> {
  if (page.style === 'none' || page.style === 'link' || place === '') return {}
  return { [page.parameter]: place }
}

interface PageSeen {
  readonly place: string
  readonly body: unknown
  readonly ids: readonly string[]
  readonly host: string
}

/** Where the next page stands; null behind the last one. Lists end with an empty page: servers may hand out short ones in between. */
export function nextPlace(page: PageStyle, { place, body, ids, host }: PageSeen): string | null {
  switch (page.style) {
    case 'none':
      return null
    case 'cursor': {
      const next = cellOf(valueAt(body, placeOf(page.next)))
      return next === '' ? null : next
    }
    case 'link': {
      const next = cellOf(valueAt(body, placeOf(page.next)))
      if (next === '') return null
      const url = new URL(next, `http://${host}`)
      if (url.host !== host) throw new HelmdeckError('source-unreadable', { host, reason: 'redirect' })
      return `${url.pathname}${url.search}`
    }
    case 'keyset': {
      const last = ids.at(-1)
      return last === undefined ? null : highest(ids, last)
    }
    case 'offset':
      return ids.length === 0 ? null : String(Number(place) + ids.length)
    case 'page':
      return ids.length === 0 ? null : String(Number(place) + 1)
  }
}

/** A shuffled page still ends with its highest id where ids are numbers. */
function highest(ids: readonly string[], last: string): string {
  return ids.every((id) => /^\d{1,15}$/.test(id)) ? String(Math.max(...ids.map(Number))) : last
}
