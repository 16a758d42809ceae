import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocal } from '../../i18n/i18n.ts'
import type { LocalText } from '../../../src/contract/text.ts'
import { useEditing } from './editor-context.ts'
import { moveWithin, removeAt, type Shelf } from './report-moves.ts'
import classes from './reports.module.css'

interface PillProps {
  readonly shelf: Shelf
  readonly index: number
  readonly label: string
  readonly name: LocalText
  readonly wrong?: string | null
  /** The items above the ones every pill has. */
  readonly children: ReactNode
}

/** A field on a shelf. Enter opens its menu, Delete removes it, Alt and the arrow keys move it. */
export function Pill({ shelf, index, label, name, wrong = null, children }: PillProps) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { spec, move, say } = useEditing()
  const remove = () => {
    const group = document.querySelector(`[data-shelf="${shelf}"]`)
    if (!move((now) => removeAt(now, shelf, index), { key: 'didRemove', name })) return
    say(t('saidRemoved', { field: local(name), shelf: t(shelf) }))
    // The pill is gone with its focus: its neighbour takes it, else the shelf's plus.
    requestAnimationFrame(() => {
      const pills = group?.querySelectorAll<HTMLElement>('[data-pill]') ?? []
      const next = pills[Math.min(index, pills.length - 1)] ?? group?.querySelector<HTMLElement>('button')
      next?.focus()
    })
  }
  const shift = (step: -1 | 1) => {
    if (move((now) => moveWithin(now, shelf, index, step), { key: 'didMove', name })) say(t('saidMoved', { field: local(name) }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') remove()
    else if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowUp')) shift(-1)
    else if (event.altKey && (event.key === 'ArrowRight' || event.key === 'ArrowDown')) shift(1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Menu position="bottom-start" width={230} loop={false}>
      <Menu.Target>
        <button
          type="button"
          data-pill
          className={classes.pill}
          data-wrong={wrong !== null || undefined}
          title={wrong ?? `${label} · ${t('pillHint')}`}
          aria-label={t('pillMenu', { field: label, shelf: t(shelf) })}
          onKeyDown={onKeyDown}
        >
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
