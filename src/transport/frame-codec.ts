import { Frame, type Message } from '../contract/frames.ts'

const prefixBytes = 8
const noPayload = 0xffff_ffff

export const defaultFrameLimit = 512 * 1024 * 1024

/**
 * Layout: header length, payload length (all ones = none), both unsigned 32 bit big-endian; the frame as JSON; the payload.
 * Given as parts to send one after the other, so that the payload is not copied.
 */
export function encodeMessage({ frame, bytes }: Message): readonly Uint8Array[] {
  const json = new TextEncoder().encode(JSON.stringify(frame))
  const header = new Uint8Array(prefixBytes + json.byteLength)
  const prefix = new DataView(header.buffer)
  prefix.setUint32(0, json.byteLength)
  prefix.setUint32(4, bytes ? bytes.byteLength : noPayload)
  header.set(json, prefixBytes)
  return bytes ? [header, bytes] : [header]
}

export interface FrameDecoder {
  /** Takes a chunk cut anywhere. False = what came is no frame or is over the limit; nothing more is read then. */
  push(chunk: Uint8Array): boolean
}

interface Section {
  readonly name: 'prefix' | 'header' | 'payload'
  readonly target: Uint8Array
  filled: number
}

/** Puts messages together again. The payload gets a buffer of its own, since Arrow needs it aligned. */
export function createFrameDecoder(onMessage: (message: Message) => void, limit = defaultFrameLimit): FrameDecoder {
  let section = startSection('prefix', prefixBytes)
  let payloadLength = noPayload
  let frame: Frame | null = null
  let broken = false

  const finish = (bytes: Uint8Array | null): void => {
    const complete = frame as Frame
    section = startSection('prefix', prefixBytes)
    onMessage(bytes ? { frame: complete, bytes } : { frame: complete })
  }

  const next = (): void => {
    if (section.name === 'prefix') {
      const lengths = new DataView(section.target.buffer)
      const headerLength = lengths.getUint32(0)
      payloadLength = lengths.getUint32(4)
      broken = headerLength + (payloadLength === noPayload ? 0 : payloadLength) > limit
      if (!broken) section = startSection('header', headerLength)
    } else if (section.name === 'header') {
      frame = readFrame(section.target)
      broken = frame === null
      if (broken) return
      if (payloadLength === noPayload) finish(null)
      else section = startSection('payload', payloadLength)
    } else finish(section.target)
  }

  return {
    push(chunk) {
      let offset = 0
      while (!broken && (offset < chunk.byteLength || section.filled === section.target.byteLength)) {
        const part = chunk.subarray(offset, offset + section.target.byteLength - section.filled)
        section.target.set(part, section.filled)
        section.filled += part.byteLength
        offset += part.byteLength
        if (section.filled === section.target.byteLength) next()
      }
      return !broken
    },
  }
}

function startSection(name: Section['name'], length: number): Section {
  return { name, target: new Uint8Array(length), filled: 0 }
}

function readFrame(header: Uint8Array): Frame | null {
  try {
    const parsed = Frame.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(header)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
