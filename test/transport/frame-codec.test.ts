import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/contract/frames.ts'
import { createFrameDecoder, encodeMessage } from '../../src/transport/frame-codec.ts'

const message = fc.record({ id: fc.nat(), text: fc.string({ unit: 'grapheme' }), bytes: fc.option(fc.uint8Array({ maxLength: 300 })) })

describe('the frame codec', () => {
  it('puts messages together again wherever the stream was cut', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sent, cuts) => {
        const messages = sent.map(({ id, text, bytes }): Message => ({
          frame: { type: 'reply', id, value: { text } },
          ...(bytes ? { bytes } : {}),
        }))
        const stream = Buffer.concat(messages.flatMap((one) => [...encodeMessage(one)]))
        const received: Message[] = []
        const decoder = createFrameDecoder((one) => received.push(one))
        for (let offset = 0, turn = 0; offset < stream.byteLength; turn += 1) {
          const length = cuts[turn % cuts.length] as number
          expect(decoder.push(stream.subarray(offset, offset + length))).toBe(true)
          offset += length
        }
        expect(received.map(({ frame, bytes }) => ({ frame, bytes: bytes && [...bytes] }))).toEqual(
          messages.map(({ frame, bytes }) => ({ frame, bytes: bytes && [...bytes] })),
        )
      }),
    )
  })

  it('writes the layout that is documented', () => {
    const encoded = Buffer.concat([...encodeMessage({ frame: { type: 'cancel', id: 5 }, bytes: new Uint8Array([7, 8]) })])
    expect(encoded.toString('latin1')).toBe('\0\0\0\x18\0\0\0\x02{"type":"cancel","id":5}\x07\x08')
  })

  it('reads nothing more once something malformed has come', () => {
    const received: Message[] = []
    const decoder = createFrameDecoder((one) => received.push(one), 100)
    const good = Buffer.concat([...encodeMessage({ frame: { type: 'cancel', id: 1 } })])
    expect(decoder.push(good)).toBe(true)
    expect(decoder.push(Buffer.from([0, 0, 0, 1, 255, 255, 255, 255, 0x7b]))).toBe(false)
    expect(decoder.push(good)).toBe(false)
    expect(received).toHaveLength(1)
  })

  it('counts header and payload together against the limit', () => {
    const decoder = createFrameDecoder(() => undefined, 100)
    expect(decoder.push(Buffer.from([0, 0, 0, 60, 0, 0, 0, 41]))).toBe(false)
  })
})
