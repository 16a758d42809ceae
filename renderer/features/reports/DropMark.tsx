import { useEffect, useRef } from 'react'
import { useDrag } from './drag-state.ts'
import type { ShelfName } from './shelf-places.ts'
import classes from './drag.module.css'

/** The line where something carried would land. It takes no room, so that nothing moves under the pointer. */
export function DropMark({ shelf, index }: { shelf: ShelfName; index: number }) {
  const isHere = useDrag(({ over }) => over !== null && over !== 'away' && over.shelf === shelf && over.index === index)
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (isHere) mark.current?.scrollIntoView({ block: 'nearest' })
  }, [isHere])
  return isHere ? <span ref={mark} className={classes.mark} data-drop-mark aria-hidden /> : null
}
