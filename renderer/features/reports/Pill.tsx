import { Menu } from '@mantine/core'
import { IconChevronDown, IconEyeOff } from '@tabler/icons-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocal } from '../../i18n/i18n.ts'
import type { LocalText } from '../../../src/contract/text.ts'
import { usePickingUp } from './DragLayer.tsx'
import { followPointer, useDrag } from './drag-state.ts'
import { useEditing } from './editor-context.ts'
import { moveWithin, removeAt, type Shelf } from './report-moves.ts'
import { shownAt } from './shelf-places.ts'
import classes from './reports.module.css'

interface PillProps {
  readonly shelf: Shelf
  /** Its place in the spec; Colour and Columns are one list there. */
  readonly index: number
  readonly field: string
  readonly label: string
  readonly name: LocalText
  readonly isHidden?: boolean
  /** The items above the ones every pill has. */
  readonly children: ReactNode
}

/** A field on a shelf. Enter opens its menu, Space picks it up, Delete removes it, Alt and the arrow keys move it. */
export function Pill({ shelf, index, field, label, name, isHidden = false, children }: PillProps) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { spec, draft, move, say } = useEditing()
  const pickUp = usePickingUp()
  const here = shownAt(spec, draft.chart, shelf, index)
  const carried = { kind: shelf === 'values' ? 'metric' : 'dimension', field, from: { shelf, index } } as const
  const isCarried = useDrag(
    (drag) => typeof drag.carried?.from === 'object' && drag.carried.from.shelf === shelf && drag.carried.from.index === index,
  )
  const remove = () => {
    const group = document.querySelector(`[data-shelf="${here.shelf}"]`)
    if (!move((now) => removeAt(now, shelf, index), { key: 'didRemove', name })) return
    say(t('saidRemoved', { field: local(name), shelf: t(here.shelf) }))
    // The pill is gone with its focus: its neighbour takes it, else the shelf's plus.
    requestAnimationFrame(() => {
      const pills = group?.querySelectorAll<HTMLElement>('[data-pill]') ?? []
      const next = pills[Math.min(here.index, pills.length - 1)] ?? group?.querySelector<HTMLElement>('button')
      next?.focus()
    })
  }
  const shift = (step: -1 | 1) => {
    if (move((now) => moveWithin(now, shelf, index, step), { key: 'didMove', name })) say(t('saidMoved', { field: local(name) }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ') pickUp(carried, label, here)
    else if (event.key === 'Delete' || event.key === 'Backspace') remove()
    else if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowUp')) shift(-1)
    else if (event.altKey && (event.key === 'ArrowRight' || event.key === 'ArrowDown')) shift(1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Menu position="bottom-start" width={240} loop={false}>
      <Menu.Target>
        <button
          type="button"
          data-pill
          data-place
          data-of={field}
          data-carried={isCarried || undefined}
          data-hidden={isHidden || undefined}
          className={classes.pill}
          title={`${label} · ${t('pillHint')}`}
          aria-label={t(isHidden ? 'pillHidden' : 'pillMenu', { field: label, shelf: t(here.shelf) })}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => followPointer(event, carried, label)}
        >
          {isHidden && <IconEyeOff size={12} stroke={1.5} aria-hidden />}
          <span className="clip">{label}</span>
          <IconChevronDown size={12} stroke={1.5} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {children}
        {index > 0 && <Menu.Item onClick={() => shift(-1)}>{t('moveBefore')}</Menu.Item>}
        {index < spec[shelf].length - 1 && <Menu.Item onClick={() => shift(1)}>{t('moveAfter')}</Menu.Item>}
        <Menu.Divider />
        <Menu.Item onClick={remove} rightSection={<kbd className={classes.key}>Del</kbd>}>
          {t('removePill')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
