import { HelmdeckError } from '../../../contract/errors.ts'
import { pagesMark } from './page-format.ts'

export type FileFormat = 'delimited' | 'workbook' | 'pages'

interface Signature {
  readonly bytes: readonly number[]
  readonly is: string
}

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0))

/** Formats with a name of their own: refused with it, whatever the file's ending says. */
const refused: readonly Signature[] = [
  { bytes: ascii('%PDF-'), is: 'PDF' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], is: 'PNG' },
  { bytes: [0xff, 0xd8, 0xff], is: 'JPEG' },
  { bytes: ascii('GIF8'), is: 'GIF' },
  { bytes: [0x1f, 0x8b], is: 'gzip' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], is: 'zstd' },
  { bytes: ascii('BZh'), is: 'bzip2' },
  { bytes: ascii('7z\xbc\xaf'), is: '7-Zip' },
  { bytes: ascii('Rar!'), is: 'RAR' },
  { bytes: ascii('PAR1'), is: 'Parquet' },
  { bytes: ascii('SQLite format 3'), is: 'SQLite' },
  { bytes: ascii('{\\rtf'), is: 'RTF' },
]

const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const startsWith = (head: Uint8Array, bytes: readonly number[]) =>
  head.length >= bytes.length && bytes.every((byte, index) => head[index] === byte)

/**
 * What a file is by its content; its ending is not looked at. `tail` is its last 66 kB at least, `head` its first 64 kB.
 * Throws `file-empty`, `file-encrypted`, `file-truncated`, `file-unsupported` (details: format).
 */
export function formatOf(head: Buffer, tail: Buffer, file: string): FileFormat {
  if (head.length === 0) throw new HelmdeckError('file-empty', { file })
  const named = refused.find(({ bytes }) => startsWith(head, bytes))
  if (named !== undefined) throw new HelmdeckError('file-unsupported', { file, format: named.is })
  if (startsWith(head, ascii('PK\x03\x04')) || startsWith(head, ascii('PK\x05\x06'))) return zipFormat(head, tail, file)
  if (startsWith(head, ole)) {
    if (isEncryptedOle(head) || isEncryptedOle(tail)) throw new HelmdeckError('file-encrypted', { file })
    return 'workbook'
  }
  const text = head
    .toString('utf8', 0, 4096)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (/^(<\?xml|<workbook|<html|<!doctype|<table)/i.test(text)) return markupFormat(text, file)
  if (text.startsWith(pagesMark)) return 'pages'
  if (isJson(text)) throw new HelmdeckError('file-unsupported', { file, format: 'JSON' })
  return 'delimited'
}

function zipFormat(head: Buffer, tail: Buffer, file: string): FileFormat {
  if (!tail.includes('PK\x05\x06', 0, 'latin1')) throw new HelmdeckError('file-truncated', { file })
  const names = tail.toString('latin1') + head.toString('latin1', 0, 4096)
  if (/xl\/|workbook\.|Index\/|mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet/.test(names)) return 'workbook'
  const isOther = /word\/|ppt\//.exec(names)?.[0]
  throw new HelmdeckError('file-unsupported', { file, format: isOther === 'word/' ? 'Word' : isOther === 'ppt/' ? 'PowerPoint' : 'zip' })
}

/** Names in an OLE directory are UTF-16; a protected workbook is a package in a stream called EncryptedPackage. */
function isEncryptedOle(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) || bytes.includes(Buffer.from('EncryptionInfo', 'utf16le'))
}

/** Excel's XML and HTML "workbooks" (what many systems export as .xls) are read; any other markup is not a table. */
function markupFormat(text: string, file: string): FileFormat {
  if (/urn:schemas-microsoft-com:office:(spreadsheet|excel)|<table/i.test(text)) return 'workbook'
  throw new HelmdeckError('file-unsupported', { file, format: /<html|<!doctype html/i.test(text) ? 'HTML' : 'XML' })
}

function isJson(text: string): boolean {
  return /^\{\s*"[^"\n]*"\s*:/.test(text) || /^\[\s*(\{\s*"|\[)/.test(text)
}
