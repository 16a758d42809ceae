import type { Page } from 'playwright-core'

/** One interaction: until nothing changes any more, and the longest of the questions it asked. Milliseconds. */
export interface Asked {
  readonly whole: number
  readonly slowest: number
  readonly questions: number
}

declare global {
  interface Window {
    /** Ends when every question asked since is answered and the page stands still; so many tiles must stand. */
    quietSince: (start: number, tiles: number) => Promise<Asked>
  }
}

/** Times what the page asks its engine, frame by frame as they cross the socket. */
export async function watchEngine(page: Page): Promise<void> {
  // Names that the compiler gives functions mean nothing to the page.
  await page.addInitScript('globalThis.__name = (one) => one')
  await page.addInitScript(() => {
    const asked = new Map<number, { start: number; end: number | null }>()
    const watched = new Set(['reports.run', 'studies.run', 'cockpits.open', 'documents.read'])
    const headOf = (data: ArrayBuffer | ArrayBufferView): { type?: string; id?: number; method?: string } | null => {
      const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      if (bytes.byteLength < 8) return null
      const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
      if (length + 8 !== bytes.byteLength) return null
      try {
        return JSON.parse(new TextDecoder().decode(bytes.subarray(8))) as { type?: string; id?: number; method?: string }
      } catch {
        return null
      }
    }
    // What comes is cut anywhere: heads are put together again, payloads are passed over.
    const replies = (onReply: (id: number) => void) => {
      let held = new Uint8Array(0)
      let skipped = 0
      return (chunk: Uint8Array) => {
        let at = Math.min(skipped, chunk.byteLength)
        skipped -= at
        if (at === chunk.byteLength) return
        const next = new Uint8Array(held.byteLength + chunk.byteLength - at)
        next.set(held)
        next.set(chunk.subarray(at), held.byteLength)
        held = next
        for (at = 0; held.byteLength - at >= 8;) {
          const lengths = new DataView(held.buffer, at)
          const [length, payload] = [lengths.getUint32(0), lengths.getUint32(4)]
          if (held.byteLength - at < 8 + length) break
          const head = JSON.parse(new TextDecoder().decode(held.subarray(at + 8, at + 8 + length))) as { type?: string; id?: number }
          if ((head.type === 'reply' || head.type === 'failure') && head.id !== undefined) onReply(head.id)
          at += 8 + length + (payload === 0xffff_ffff ? 0 : payload)
        }
        skipped = Math.max(0, at - held.byteLength)
        held = held.slice(Math.min(at, held.byteLength))
      }
    }
    const send = WebSocket.prototype.send
    WebSocket.prototype.send = function (this: WebSocket, data) {
      const head = data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? headOf(data) : null
      if (head?.type === 'call' && head.id !== undefined && watched.has(head.method ?? '')) {
        if (asked.size === 0) {
          const heard = replies((id) => {
            const one = asked.get(id)
            if (one) one.end = performance.now()
          })
          this.addEventListener('message', ({ data: chunk }: MessageEvent<unknown>) => {
            if (chunk instanceof ArrayBuffer) heard(new Uint8Array(chunk))
          })
        }
        asked.set(head.id, { start: performance.now(), end: null })
      }
      if (head?.type === 'cancel' && head.id !== undefined) asked.delete(head.id)
      send.call(this, data)
    }
    window.quietSince = async (start, tiles) => {
      let changed = performance.now()
      const observer = new MutationObserver(() => (changed = performance.now()))
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      for (;;) {
        await frame()
        const now = performance.now()
        if (now - start > 120_000)
          throw new Error(
            `the page is not quiet: ${asked.size} asked, ${document.querySelectorAll('[data-tile]').length} tiles, answered ${[...asked.values()].filter((one) => one.end !== null).length}, loading ${document.querySelectorAll('[class*=loading]').length}, changed ${Math.round(now - changed)} ms ago`,
          )
        const since = [...asked.values()].filter((one) => one.start >= start)
        const isAnswered = since.length > 0 && since.every(({ end }) => end !== null)
        // Answers that were kept are asked of nobody.
        const stands = document.querySelectorAll('[data-tile]').length >= tiles && document.querySelector('[class*=loading]') === null
        if (stands && (isAnswered || since.length === 0) && now - changed > 100 && now - start > 120) {
          observer.disconnect()
          const lasted = since.map((one) => (one.end ?? now) - one.start)
          return { whole: changed - start, slowest: Math.max(0, ...lasted), questions: since.length }
        }
      }
    }
  })
}
