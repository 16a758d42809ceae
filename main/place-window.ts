import type { Bounds } from './desktop-state.ts'

const usual = { width: 1440, height: 900 }
/** So much of a window has to be on a screen that one can take hold of it. */
const graspable = 120

/** Where a window goes: where it was, unless that screen is gone; never larger than the screen it is on. */
export function placeWindow(remembered: Bounds | null, screens: readonly Bounds[]): Partial<Bounds> & { width: number; height: number } {
  const screen = remembered && screens.find((one) => overlap(remembered, one))
  if (!remembered || !screen) {
    const first = screens[0]
    return { width: Math.min(usual.width, first?.width ?? usual.width), height: Math.min(usual.height, first?.height ?? usual.height) }
  }
  return { ...remembered, width: Math.min(remembered.width, screen.width), height: Math.min(remembered.height, screen.height) }
}

function overlap(window: Bounds, screen: Bounds): boolean {
  const wide = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  const high = Math.min(window.y + window.height, screen.y + screen.height) - Math.max(window.y, screen.y)
  // The bar one holds a window by is at its top.
  return wide >= graspable && high >= graspable && window.y >= screen.y - 10
}
