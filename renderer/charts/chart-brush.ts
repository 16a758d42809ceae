/** Pixels below which a press is a click. */
const least = 6

/**
 * Drawing over a chart from left to right or back: a band follows the pointer, and what was drawn over is told by the places of its
 * ends on the category axis. Esc gives up. Answers how to stop listening.
 */
export function listenToBrush(
  element: HTMLElement,
  placeAt: (x: number) => number,
  onBrush: (from: number, to: number) => void,
): () => void {
  let start: number | null = null
  let band: HTMLElement | null = null
  const xOf = (event: MouseEvent) => event.clientX - element.getBoundingClientRect().left
  const stop = () => {
    start = null
    band?.remove()
    band = null
  }
  const press = (event: PointerEvent) => {
    if (event.button === 0) start = xOf(event)
  }
  const move = (event: PointerEvent) => {
    if (start === null) return
    const x = xOf(event)
    if (band === null && Math.abs(x - start) < least) return
    if (band === null) {
      band = document.createElement('div')
      band.className = 'chart-band'
      element.append(band)
      element.setPointerCapture(event.pointerId)
    }
    band.style.left = `${Math.min(start, x)}px`
    band.style.width = `${Math.abs(x - start)}px`
  }
  const release = (event: PointerEvent) => {
    const ends = band === null || start === null ? null : [placeAt(start), placeAt(xOf(event))].toSorted((one, other) => one - other)
    stop()
    const [from, to] = ends ?? []
    if (from !== undefined && to !== undefined && Number.isFinite(from) && Number.isFinite(to)) onBrush(from, to)
  }
  const giveUp = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || band === null) return
    event.preventDefault()
    stop()
  }
  element.addEventListener('pointerdown', press)
  element.addEventListener('pointermove', move)
  element.addEventListener('pointerup', release)
  element.addEventListener('pointercancel', stop)
  document.addEventListener('keydown', giveUp, true)
  return () => {
    stop()
    element.removeEventListener('pointerdown', press)
    element.removeEventListener('pointermove', move)
    element.removeEventListener('pointerup', release)
    element.removeEventListener('pointercancel', stop)
    document.removeEventListener('keydown', giveUp, true)
  }
}
