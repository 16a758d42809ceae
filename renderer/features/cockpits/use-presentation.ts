import { useCallback, useEffect, useState } from 'react'

/** The whole screen for the cockpit: page keys go through its tabs, Esc ends it. */
export function usePresentation(tabs: readonly string[], tab: string | null, onTab: (tab: string) => void) {
  const [isOn, setIsOn] = useState(false)
  const start = useCallback(() => {
    setIsOn(true)
    // Where the browser forbids it the cockpit fills the window.
    document.documentElement.requestFullscreen().catch(() => undefined)
  }, [])
  useEffect(() => {
    if (!isOn) return
    const root = document.documentElement
    root.dataset['presenting'] = ''
    const leave = () => {
      if (document.fullscreenElement === null) setIsOn(false)
    }
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setIsOn(false)
      const step = ['PageDown', 'ArrowRight'].includes(event.key) ? 1 : ['PageUp', 'ArrowLeft'].includes(event.key) ? -1 : 0
      const next = step === 0 ? undefined : tabs[tabs.indexOf(tab ?? '') + step]
      if (next === undefined) return
      event.preventDefault()
      onTab(next)
    }
    document.addEventListener('fullscreenchange', leave)
    document.addEventListener('keydown', listen)
    return () => {
      delete root.dataset['presenting']
      document.removeEventListener('fullscreenchange', leave)
      document.removeEventListener('keydown', listen)
    }
  }, [isOn, tabs, tab, onTab])
  useEffect(() => {
    if (!isOn && document.fullscreenElement !== null) void document.exitFullscreen()
  }, [isOn])
  return { isOn, start }
}
