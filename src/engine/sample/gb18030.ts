/**
 * GB18030 for a platform that only decodes it: the decoder is asked for every two-byte code once and the table turned round;
 * what has none gets its four-byte code, found the same way. Code points beyond U+FFFF follow by arithmetic.
 */
export function encodeGb18030(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 4)
  let length = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x80) bytes[length++] = point
    else for (const byte of codeOf(character, point)) bytes[length++] = byte
  }
  return bytes.subarray(0, length)
}

let twoBytes: ReadonlyMap<string, readonly number[]> | undefined
const fourBytes = new Map<string, readonly number[]>()

function codeOf(character: string, point: number): readonly number[] {
  twoBytes ??= readTwoByteCodes()
  return twoBytes.get(character) ?? (point > 0xffff ? linear(0x90, point - 0x10000) : fourByteCode(character))
}

function readTwoByteCodes(): Map<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail))
      if (character !== '' && [...character].length === 1 && character !== '\ufffd' && !table.has(character))
        table.set(character, [lead, trail])
    }
  }
  return table
}

/** The four-byte codes of the basic plane ascend from 81 30 81 30 in steps of one. */
function fourByteCode(character: string): readonly number[] {
  if (fourBytes.size === 0) {
    const decoder = new TextDecoder('gb18030')
    for (let index = 0; index < 39_420; index++) {
      const code = linear(0x81, index)
      const decoded = decoder.decode(Uint8Array.from(code))
      if (decoded !== '\ufffd' && !fourBytes.has(decoded)) fourBytes.set(decoded, code)
    }
  }
  const code = fourBytes.get(character)
  if (code === undefined) throw new Error(`GB18030 has no code for U+${(character.codePointAt(0) ?? 0).toString(16)}`)
  return code
}

function linear(first: number, index: number): readonly number[] {
  return [
    first + Math.floor(index / 12_600),
    0x30 + (Math.floor(index / 1260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  ]
}
