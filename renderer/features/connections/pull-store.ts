import { create } from 'zustand'
import type { Api } from '../../../src/contract/api.ts'
import { failureOf, isCancelled } from '../../ui/failure.ts'

interface PullState {
  /** Pulls that this window asked for and that have not begun or ended yet. */
  readonly asked: readonly string[]
  /** Why the last pull that this window asked for could not be made, by connection. */
  readonly errors: Readonly<Record<string, unknown>>
}

export const usePulls = create<PullState>()(() => ({ asked: [], errors: {} }))

export interface PullWish {
  readonly secret?: string
  readonly full?: boolean
  readonly acceptDeletes?: boolean
}

/** Outlives the page: leaving it stops nothing. What it does is told to every window by the list of connections. */
export async function pullNow(api: Api, name: string, wish: PullWish = {}): Promise<void> {
  if (usePulls.getState().asked.includes(name)) return
  forgetPullError(name)
  usePulls.setState(({ asked }) => ({ asked: [...asked, name] }))
  try {
    await api.connections.pull({ name, ...wish })
  } catch (error) {
    // The other codes stand in the run, for every window.
    const isOurs = ['secret-missing', 'pull-running', 'connection-missing', 'internal'].includes(failureOf(error).code)
    if (!isCancelled(error) && isOurs) usePulls.setState(({ errors }) => ({ errors: { ...errors, [name]: error } }))
  } finally {
    usePulls.setState(({ asked }) => ({ asked: asked.filter((one) => one !== name) }))
  }
}

export function forgetPullError(name: string): void {
  usePulls.setState(({ errors }) => {
    const { [name]: _gone, ...others } = errors
    return { errors: others }
  })
}
