import { useEffect } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { pickUp, putBack, putDown, seeToDrops, useDrag } from './drag-state.ts'
import { useEditing } from './editor-context.ts'
import { gapsOf, nextPlace, type Carried, type Place } from './shelf-places.ts'
import { useDropping } from './use-dropping.ts'
import classes from './drag.module.css'

/** What is being carried, beside the pointer or as a line of help; the keys that carry it; and the putting down. */
export function DragLayer() {
  const { t } = useTranslation('reports')
  const drop = useDropping()
  const { carried, label, by, over, at } = useDrag()
  useCarryingKeys()
  useEffect(() => seeToDrops(drop), [drop])
  useEffect(
    () => () => {
      putBack()
      seeToDrops(null)
    },
    [],
  )
  if (carried === null) return null
  const away = over === 'away'
  const ghost =
    by === 'pointer' ? (
      <div
        className={classes.ghost}
        data-away={away || undefined}
        style={{ transform: `translate(min(${at.x + 12}px, 100vw - 100% - 8px), ${at.y + 8}px)` }}
      >
        {away ? t('letGo', { field: label }) : label}
      </div>
    ) : (
      <div className={classes.help}>{t('carrying', { field: label })}</div>
    )
  return createPortal(<div aria-hidden>{ghost}</div>, document.body)
}

/** While something is carried by keyboard, every key is about that. */
function useCarryingKeys(): void {
  const { t } = useTranslation('reports')
  const { spec, draft, say } = useEditing()
  const isOn = useDrag(({ carried, by }) => carried !== null && by === 'keyboard')
  useEffect(() => {
    if (!isOn) return undefined
    const tell = (place: Place) =>
      say(t('saidPlace', { shelf: t(place.shelf), place: place.index + 1, count: gapsOf(spec, draft.chart, place.shelf) }))
    const onKey = (event: KeyboardEvent) => {
      const { carried, over, label } = useDrag.getState()
      if (carried === null || over === null || over === 'away' || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      event.stopPropagation()
      if (event.type === 'keyup') return
      if (event.key === 'Enter' || event.key === ' ') return putDown()
      if (event.key === 'Escape') {
        putBack()
        return say(t('saidStays', { field: label }))
      }
      const key = event.key === 'Tab' ? (event.shiftKey ? 'ArrowUp' : 'ArrowDown') : event.key
      const next = nextPlace(spec, draft.chart, carried, over, key)
      if (next === null) return
      useDrag.setState({ over: next })
      tell(next)
    }
    window.addEventListener('keydown', onKey, true)
    window.addEventListener('keyup', onKey, true)
    window.addEventListener('pointerdown', putBack, true)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      window.removeEventListener('keyup', onKey, true)
      window.removeEventListener('pointerdown', putBack, true)
    }
  }, [isOn, spec, draft.chart, say, t])
}

/** Picks something up by keyboard and says how to go on. */
export function usePickingUp(): (carried: Carried, label: string, at: Place) => void {
  const { t } = useTranslation('reports')
  const { say } = useEditing()
  return (carried, label, at) => {
    pickUp(carried, label, at)
    say(t('saidPicked', { field: label, shelf: t(at.shelf) }))
  }
}
