// Values on their way into and out of a page: bytes, maps of bytes and `undefined` survive, as they do in a structured clone.
const mark = '$bytes'

export function toText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part instanceof Uint8Array ? { [mark]: Buffer.from(part).toString('base64') } : part,
  )
}

export function fromText(text: string): unknown {
  if (text === '') return undefined
  return JSON.parse(text, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && mark in part ? new Uint8Array(Buffer.from(String(part[mark]), 'base64')) : part,
  )
}
