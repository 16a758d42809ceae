import { useSyncExternalStore } from 'react'

/** An address inside the product: `#/data/quarantine` is page `data` with rest `['quarantine']`, and nothing is `home`. */
export interface Route {
  readonly page: string
  readonly rest: readonly string[]
}

export function parseHash(hash: string): Route {
  const parts = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter((part) => part !== '')
  const [page = 'home', ...rest] = parts.map(decode)
  return { page, rest }
}

export function hashOf(page: string, ...rest: readonly string[]): string {
  return `#/${[page, ...rest].map(encodeURIComponent).join('/')}`
}

export function navigate(page: string, ...rest: readonly string[]): void {
  window.location.hash = hashOf(page, ...rest)
}

/** The same page under another address: the one before does not come back with the back button. */
export function replaceAddress(page: string, ...rest: readonly string[]): void {
  window.history.replaceState(null, '', hashOf(page, ...rest))
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return parseHash(hash)
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
