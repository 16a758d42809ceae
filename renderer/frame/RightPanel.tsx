import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import classes from './frame.module.css'

/** The element at the right edge of the frame that panels draw into. */
const usePanelSlot = create<{ slot: HTMLElement | null }>()(() => ({ slot: null }))

/** Stands once in the frame; takes no room until a page shows a RightPanel. */
export function RightPanelSlot() {
  const [slot] = useState(() => (element: HTMLElement | null) => usePanelSlot.setState({ slot: element }))
  return <div ref={slot} className={classes.panelSlot} />
}

/** What a page wants to show beside its content: it pushes the page, it never covers it. One at a time. */
export function RightPanel({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation('frame')
  const slot = usePanelSlot((state) => state.slot)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [onClose])
  if (!slot) return null
  return createPortal(
    <aside className={classes.panel} aria-label={title}>
      <header className={classes.panelHead}>
        <h2 className="clip" title={title}>
          {title}
        </h2>
        <ActionIcon aria-label={t('panelClose')} onClick={onClose}>
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </header>
      <div className={classes.panelBody}>{children}</div>
    </aside>,
    slot,
  )
}
