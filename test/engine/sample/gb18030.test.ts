import { expect, it } from 'vitest'
import { encodeGb18030 } from '../../../src/engine/sample/gb18030.ts'

const decode = (bytes: Uint8Array): string => new TextDecoder('gb18030', { fatal: true }).decode(bytes)

// The codes are those that Python's gb18030 codec writes.
it('writes the codes that others write', () => {
  const hex = (text: string): string => Buffer.from(encodeGb18030(text)).toString('hex')
  expect(hex('A中国')).toBe('41d6d0b9fa')
  expect(hex('€')).toBe('a2e3')
  expect(hex('ü')).toBe('a8b9')
  expect(hex('ÿ')).toBe('81308b37')
  expect(hex('😀')).toBe('9439fc36')
})

it('comes back whole from the decoder, for every character there is but private ones and the one that stands for the unknown', () => {
  const differing: number[] = []
  for (let from = 0; from < 0x110000; from += 0x1000) {
    const points = Array.from({ length: 0x1000 }, (_, index) => from + index).filter(
      (point) => point < 0xd800 || (point > 0xf8ff && point < 0xf0000 && point !== 0xfffd),
    )
    const text = String.fromCodePoint(...points)
    if (decode(encodeGb18030(text)) !== text) differing.push(from)
  }
  expect(differing).toEqual([])
})
