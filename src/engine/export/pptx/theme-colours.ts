import type { Colour } from './drawing.ts'
import { tags, type OfficePackage } from './package.ts'

/** Six digits for each name of a theme, such as `dk1` or `accent3`. */
export type ThemeColours = Readonly<Record<string, string>>

const usual: ThemeColours = {
  dk1: '14202E',
  lt1: 'FFFFFF',
  dk2: '526172',
  lt2: 'E3E7EC',
  accent1: '0B7A75',
  accent2: 'C27C00',
  accent3: '3B6FB6',
  accent4: 'B5485D',
  accent5: '6C5BA7',
  accent6: '7A8B23',
}

export function themeColours(file: OfficePackage, master: string): ThemeColours {
  const theme = file.relationsOf(master).find(({ type, target }) => type === 'theme' && file.has(target))?.target
  const scheme = theme === undefined ? undefined : /<a:clrScheme\b.*?<\/a:clrScheme>/s.exec(file.text(theme))?.[0]
  const found = Object.keys(usual).flatMap((name) => {
    const own = new RegExp(`<a:${name}>(.*?)</a:${name}>`, 's').exec(scheme ?? '')?.[1] ?? ''
    const digits = tags(own, 'srgbClr')[0]?.['val'] ?? tags(own, 'sysClr')[0]?.['lastClr']
    return digits !== undefined && /^[\da-f]{6}$/i.test(digits) ? [[name, digits] as const] : []
  })
  return { ...usual, ...Object.fromEntries(found) }
}

const themed = { text: 'dk1', faint: 'dk2', line: 'lt2', surface: 'lt2', paper: 'lt1' } as const

/** A colour as a browser writes it. */
export function hexOf(colour: Colour, colours: ThemeColours): string {
  if (colour.startsWith('#')) return colour
  const name = colour in themed ? themed[colour as keyof typeof themed] : colour
  return `#${colours[name] ?? '000000'}`
}
