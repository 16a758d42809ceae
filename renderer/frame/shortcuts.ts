import { useEffect } from 'react'
import type { Command } from './feature.ts'

const apple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** `mod+shift+k` as it is written on this machine's keys. */
export function keyLabels(keys: string): readonly string[] {
  return keys.split(' ').flatMap((stroke) => stroke.split('+').map(keyLabel))
}

function keyLabel(key: string): string {
  if (key === 'mod') return apple ? '⌘' : 'Ctrl'
  if (key === 'shift') return apple ? '⇧' : 'Shift'
  const named: Readonly<Record<string, string>> = { arrows: '← ↑ → ↓', enter: 'Enter', escape: 'Esc' }
  return named[key] ?? key.toUpperCase()
}

/** The stroke of a key event in the spelling of `Command.keys`. */
export function strokeOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  const key = event.key.toLowerCase()
  const mod = event.ctrlKey || event.metaKey
  // `?` needs Shift on most keyboards already; only letters keep it as part of the stroke.
  const shift = event.shiftKey && /^[a-z]$/.test(key)
  return `${mod ? 'mod+' : ''}${shift ? 'shift+' : ''}${key}`
}

/** Follows strokes one after the other: gives the command they end in, and the strokes that may still become one. */
export function matchStroke(commands: readonly Command[], pending: string, stroke: string): { run: Command | null; pending: string } {
  const typed = pending === '' ? stroke : `${pending} ${stroke}`
  const run = commands.find((command) => command.keys === typed) ?? null
  if (run) return { run, pending: '' }
  if (commands.some((command) => command.keys?.startsWith(`${typed} `))) return { run: null, pending: typed }
  return pending === '' ? { run: null, pending: '' } : matchStroke(commands, '', stroke)
}

/** Runs commands by their keys, except while somebody types into a field. */
export function useShortcuts(commands: readonly Command[]): void {
  useEffect(() => {
    let pending = ''
    let forget: ReturnType<typeof setTimeout> | undefined
    const listen = (event: KeyboardEvent) => {
      const stroke = strokeOf(event)
      if (event.defaultPrevented || event.altKey || (isTyping(event.target) && !stroke.startsWith('mod+'))) return
      const match = matchStroke(
        commands.filter((command) => command.isOn?.(event.target) ?? true),
        pending,
        stroke,
      )
      pending = match.pending
      clearTimeout(forget)
      forget = setTimeout(() => (pending = ''), 1000)
      if (!match.run) return
      event.preventDefault()
      match.run.run()
    }
    document.addEventListener('keydown', listen)
    return () => {
      clearTimeout(forget)
      document.removeEventListener('keydown', listen)
    }
  }, [commands])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
