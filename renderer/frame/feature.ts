import type { Icon } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { resources } from '../i18n/resources.ts'

/** What a command shows and does. `title` is a key of the feature's texts. */
export interface Command {
  readonly id: string
  readonly title: string
  readonly icon?: Icon
  /** As pressed: `mod+k`, `g d` (one after the other), `?`. `mod` is Ctrl, or Cmd on a Mac. */
  readonly keys?: string
  /** `file` stands in the File menu of the desktop window, everything else under Commands. */
  readonly menu?: 'file'
  /** Where it has something to do; `target` has the focus. Everywhere by default. */
  readonly isOn?: (target: EventTarget | null) => boolean
  readonly run: () => void
}

export type FeatureId = keyof (typeof resources)['en']

/** A room of the product: one entry in the side bar, one page, its commands. Its texts have `title` as the room's name. */
export interface Feature {
  readonly id: FeatureId
  readonly icon: Icon
  readonly Page: ComponentType<{ rest: readonly string[] }>
  /** The letter after `g` that goes there; the first of its id where nothing is said. */
  readonly key?: string
  readonly commands?: readonly Command[]
}
