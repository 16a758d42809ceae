import { isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { HelmdeckError } from '../../../contract/errors.ts'
import { scoreEncodings } from './encoding-score.ts'
import type { Encoding } from './table-source.ts'

const chunkBytes = 4 << 20

/** What the whole file says about its encoding. `strict` false = some bytes can't be decoded; `hasNul` = NUL characters in the text. */
export interface DetectedEncoding {
  readonly encoding: Encoding
  readonly bomBytes: number
  readonly strict: boolean
  readonly hasNul: boolean
}

const encodings: readonly Encoding[] = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'windows-1252']
const aliases: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  'utf-16': 'utf-16le',
  latin1: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  cp1252: 'windows-1252',
  cp936: 'gb18030',
}

/** The encoding a person or recipe named, or undefined where the name is none of ours. */
export function encodingByName(name: string): Encoding | undefined {
  const plain = name.trim().toLowerCase()
  return encodings.find((encoding) => encoding === plain) ?? aliases[plain]
}

/**
 * BOM, then the pattern of NULs, then strict UTF-8 over the whole file, then scores over lines with foreign bytes.
 * Throws `file-binary` where this is no text, `file-encoding` (details: position, encoding) where no encoding fits.
 */
export async function detectEncoding(file: FileHandle, size: number): Promise<DetectedEncoding> {
  const head = Buffer.alloc(Math.min(size, 64 << 10))
  await file.read(head, 0, head.length, 0)
  const bom = bomOf(head)
  const utf16 = bom?.encoding.startsWith('utf-16') === true ? bom.encoding : bom === null ? utf16WithoutBom(head) : null
  if (utf16 !== null) return { encoding: utf16, bomBytes: bom?.bytes ?? 0, strict: true, hasNul: true }
  const survey = await surveyBytes(file, size, bom?.bytes ?? 0)
  if (survey.controls > Math.max(8, size / 200) || survey.nuls > Math.max(8, size / 200))
    throw new HelmdeckError('file-binary', { position: survey.firstControl })
  const base = { bomBytes: bom?.bytes ?? 0, hasNul: survey.nuls > 0 }
  if (survey.firstInvalid < 0) return { encoding: bom?.encoding ?? 'utf-8', strict: true, ...base }
  if (bom !== null || survey.utf8Share > 0.8) return { encoding: bom?.encoding ?? 'utf-8', strict: false, ...base }
  const best = scoreEncodings(survey.foreign)[0]!
  const misfit = best.characters === 0 ? 1 : best.undecodable / best.characters
  if (best.encoding === 'shift_jis' || misfit > 0.1)
    throw new HelmdeckError('file-encoding', {
      position: survey.firstInvalid,
      encoding: best.encoding === 'shift_jis' ? 'shift_jis' : null,
    })
  return { encoding: best.encoding, strict: false, ...base }
}

function bomOf(head: Uint8Array): { encoding: Encoding; bytes: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8-bom', bytes: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bytes: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bytes: 2 }
  return null
}

/**
 * Delimiters, digits and line ends are ASCII in any table, so their high byte is NUL: always on one side, and beside every line
 * feed. A stray NUL in a plain text is neither.
 */
function utf16WithoutBom(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = head.length >> 1
  let even = 0
  let odd = 0
  let plainLineFeeds = 0
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) even++
    if (head[at + 1] === 0) odd++
    if ((head[at] === 10 && head[at + 1] !== 0) || (head[at + 1] === 10 && head[at] !== 0)) plainLineFeeds++
  }
  if (pairs < 4 || plainLineFeeds > pairs * 0.01) return null
  if (odd > pairs * 0.1 && even === 0) return 'utf-16le'
  if (even > pairs * 0.1 && odd === 0) return 'utf-16be'
  return null
}

interface Survey {
  firstInvalid: number
  firstControl: number
  nuls: number
  controls: number
  /** Of the lines with bytes above 7F, the share that is valid UTF-8. */
  utf8Share: number
  /** Lines with bytes above 7F, from all over the file. */
  foreign: Uint8Array
}

/** One pass over the whole file; a character cut in two by a chunk's end is left for the next chunk. */
async function surveyBytes(file: FileHandle, size: number, from: number): Promise<Survey> {
  const buffer = Buffer.alloc(Math.min(chunkBytes, Math.max(1, size)) + 8)
  const survey: Survey = { firstInvalid: -1, firstControl: -1, nuls: 0, controls: 0, utf8Share: 0, foreign: new Uint8Array(0) }
  const lines = new ForeignLines(Math.max(1, Math.ceil(size / (16 * chunkBytes))))
  let kept = 0
  let position = from
  for (let chunk = 0; ; chunk++) {
    const { bytesRead } = await file.read(buffer, kept, buffer.length - kept, position)
    const filled = kept + bytesRead
    if (filled === 0) break
    const whole = bytesRead === 0 ? filled : wholeCharacters(buffer, filled)
    const part = buffer.subarray(0, whole)
    countControls(part, position - kept, survey)
    const isValid = isUtf8(part)
    if (!isValid && survey.firstInvalid < 0) survey.firstInvalid = position - kept + firstInvalidUtf8(part)
    if (!isValid || survey.firstInvalid >= 0) lines.add(part, chunk)
    buffer.copyWithin(0, whole, filled)
    kept = filled - whole
    position += bytesRead
    if (bytesRead === 0) break
  }
  survey.utf8Share = lines.utf8 + lines.other === 0 ? 0 : lines.utf8 / (lines.utf8 + lines.other)
  survey.foreign = lines.sample()
  return survey
}

/** Where the last complete UTF-8 character ends; at most 3 bytes are left over. */
function wholeCharacters(bytes: Uint8Array, filled: number): number {
  for (let back = 1; back <= Math.min(3, filled); back++) {
    const byte = bytes[filled - back]!
    if (byte < 0x80) return filled
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? filled - back : filled
  }
  return filled
}

function countControls(bytes: Buffer, offset: number, survey: Survey): void {
  const step = bytes.length > 1 << 20 ? 61 : 1
  for (let at = 0; at < bytes.length; at += step) {
    const byte = bytes[at]!
    if (byte >= 32 || byte === 9 || byte === 10 || byte === 13 || byte === 0) continue
    survey.controls += step
    if (survey.firstControl < 0) survey.firstControl = offset + at
  }
  for (let at = bytes.indexOf(0); at >= 0 && survey.nuls < 1 << 20; at = bytes.indexOf(0, at + 1)) {
    survey.nuls++
    if (survey.firstControl < 0) survey.firstControl = offset + at
  }
}

/** Halving finds the first bad byte in a part known to hold one. */
function firstInvalidUtf8(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    const whole = wholeCharacters(bytes, middle)
    if (isUtf8(bytes.subarray(0, whole))) good = middle
    else bad = middle
  }
  return Math.min(good, bytes.length - 1)
}

class ForeignLines {
  utf8 = 0
  other = 0
  private readonly parts: Uint8Array[] = []
  private readonly stride: number

  constructor(stride: number) {
    this.stride = stride
  }

  add(bytes: Buffer, chunk: number): void {
    if (chunk % this.stride !== 0) return
    let taken = 0
    let from = 0
    while (from < bytes.length && taken < 64 << 10) {
      const lineEnd = bytes.indexOf(10, from)
      const end = lineEnd < 0 ? bytes.length : lineEnd + 1
      const line = bytes.subarray(from, Math.min(end, from + (16 << 10)))
      from = end
      if (!line.some((byte) => byte >= 0x80)) continue
      if (isUtf8(line)) this.utf8++
      else this.other++
      this.parts.push(Uint8Array.from(line))
      taken += line.length
    }
  }

  sample(): Uint8Array {
    return Buffer.concat(this.parts)
  }
}
