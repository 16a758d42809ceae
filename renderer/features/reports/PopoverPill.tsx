import { Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFilterTarget } from './filter-target.ts'
import classes from './reports.module.css'

interface PopoverPillProps {
  readonly id: string
  readonly label: string
  readonly title: string
  readonly onRemove: () => void
  /** It was closed, with or without a change. */
  readonly onClosed?: () => void
  readonly onPointerDown?: (event: PointerEvent) => void
  readonly onPickUp?: () => void
  readonly children: ReactNode
}

/** A filter on the shelf: Enter opens what it is made of, Delete removes it. */
export function PopoverPill({ id, label, title, onRemove, onClosed, onPointerDown, onPickUp, children }: PopoverPillProps) {
  const { t } = useTranslation('reports')
  const { field: target, open, close } = useFilterTarget()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ' && onPickUp) onPickUp()
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
    else return
    event.preventDefault()
  }
  const onChange = (opened: boolean) => {
    if (opened) return open(id)
    close()
    onClosed?.()
  }
  return (
    <Popover opened={target === id} onChange={onChange} position="bottom-start" width={280} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          data-pill
          className={classes.pill}
          data-filter
          title={label}
          aria-label={t('pillMenu', { field: label, shelf: t('filters') })}
          onClick={() => onChange(target !== id)}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
        >
          <span className="clip">{label}</span>
          <IconChevronDown size={12} stroke={1.5} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.filterBox ?? ''} aria-label={title}>
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}

/** After a filter has gone, the focus is with the shelf it stood on. */
export function focusFilterShelf(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-shelf="filters"] button:last-of-type')?.focus())
}
