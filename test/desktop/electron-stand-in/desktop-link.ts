import type { Link } from './link.ts'

let current: Link | null = null

/** The link to the process that plays the desktop: it has the browser, and a person's answers. */
export const desktop = {
  set: (link: Link): void => void (current = link),
  ask<T>(name: string, ...args: readonly unknown[]): Promise<T> {
    if (!current) throw new Error('the desktop is not there yet')
    return current.ask<T>(name, ...args)
  },
  tell: (name: string, ...args: readonly unknown[]): void => current?.tell(name, ...args),
}
