import { create } from 'zustand'
import { shelfNames, shelvesFor, type Carried, type Place } from './shelf-places.ts'

/** `away` = over the field list, where a pill is let go of. */
export type Over = Place | 'away'

interface Drag {
  readonly carried: Carried | null
  readonly label: string
  readonly by: 'pointer' | 'keyboard'
  readonly over: Over | null
  readonly at: { readonly x: number; readonly y: number }
}

const nowhere: Pick<Drag, 'carried' | 'over' | 'label'> = { carried: null, over: null, label: '' }

/** What is being carried between the field list and the shelves, and where it would land. */
export const useDrag = create<Drag>()(() => ({ ...nowhere, by: 'pointer', at: { x: 0, y: 0 } }))

/** What putting down does; the editor on screen sees to it. */
let onDrop: ((carried: Carried, over: Over) => void) | null = null

export function seeToDrops(drop: typeof onDrop): void {
  onDrop = drop
}

export function pickUp(carried: Carried, label: string, over: Place): void {
  useDrag.setState({ carried, label, over, by: 'keyboard' })
}

export function putBack(): void {
  useDrag.setState(nowhere)
}

export function putDown(): void {
  const { carried, over } = useDrag.getState()
  putBack()
  if (carried !== null && over !== null) onDrop?.(carried, over)
}

const farEnough = 5

/** Follows the pointer from where it was pressed; after a few pixels the thing is carried until it is let go of or Esc is pressed. */
export function followPointer(start: { clientX: number; clientY: number; button: number }, carried: Carried, label: string): void {
  if (start.button !== 0 || useDrag.getState().carried !== null) return
  const isCarried = () => useDrag.getState().carried === carried
  const move = ({ clientX: x, clientY: y }: PointerEvent) => {
    if (!isCarried() && Math.hypot(x - start.clientX, y - start.clientY) < farEnough) return
    useDrag.setState({ carried, label, by: 'pointer', at: { x, y }, over: placeAt(x, y, carried) })
  }
  const end = () => {
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', up)
    window.removeEventListener('pointercancel', cancel)
    window.removeEventListener('keydown', key, true)
  }
  const up = () => {
    end()
    if (!isCarried()) return
    withoutTheClick()
    putDown()
  }
  const cancel = () => {
    end()
    if (isCarried()) putBack()
  }
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isCarried()) return
    event.preventDefault()
    event.stopPropagation()
    withoutTheClick()
    cancel()
  }
  window.addEventListener('pointermove', move)
  window.addEventListener('pointerup', up)
  window.addEventListener('pointercancel', cancel)
  window.addEventListener('keydown', key, true)
}

/** The click that ends a drag is no click on what lies under the pointer. */
function withoutTheClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, true))
}

function placeAt(x: number, y: number, carried: Carried): Over | null {
  const under = document.elementFromPoint(x, y)
  if (under?.closest('[data-field-pane]') && carried.from !== 'list') return 'away'
  const box = under?.closest<HTMLElement>('[data-shelf]')
  const shelf = shelfNames.find((name) => name === box?.dataset['shelf'])
  if (!box || shelf === undefined || !shelvesFor(carried).includes(shelf)) return null
  if (shelf === 'filters' || shelf === 'colour') return { shelf, index: 0 }
  const pills = [...box.querySelectorAll('[data-place]')].map((pill) => pill.getBoundingClientRect())
  return { shelf, index: pills.filter((pill) => pill.bottom < y || (pill.top <= y && pill.left + pill.width / 2 < x)).length }
}
