import { inflateRawSync } from 'node:zlib'
import { zipParts } from '../../ingest/readers/zip-sizes.ts'

export const officeNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006'
export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export interface Relation {
  readonly id: string
  /** The last word of an Office type, `slide`, `chart`, `package`, or the whole of another one. */
  readonly type: string
  readonly target: string
  readonly isExternal?: boolean
}

/** The parts of an Office file by name, without a leading slash, and what each of them is. */
export class OfficePackage {
  readonly #parts = new Map<string, string | Uint8Array>()
  readonly #types = new Map<string, string>()
  readonly #relations = new Map<string, Relation[]>()

  put(name: string, content: string | Uint8Array, type: string | null = null): void {
    this.#parts.set(name, content)
    if (type !== null) this.#types.set(name, type)
  }

  drop(name: string): void {
    this.#parts.delete(name)
    this.#types.delete(name)
    this.#relations.delete(name)
  }

  has(name: string): boolean {
    return this.#parts.has(name)
  }

  text(name: string): string {
    const content = this.#parts.get(name)
    if (content === undefined) throw new Error(`there is no part ${name}`)
    return typeof content === 'string'
      ? content
      : Buffer.from(content)
          .toString('utf8')
          .replace(/^\uFEFF/, '')
  }

  typeOf(name: string): string | null {
    return this.#types.get(name) ?? null
  }

  get names(): string[] {
    return [...this.#parts.keys()]
  }

  relationsOf(name: string): readonly Relation[] {
    return this.#relations.get(name) ?? []
  }

  /** Names a part from another one; answers the id by which the other refers to it. */
  relate(from: string, type: string, to: string): string {
    const relations = this.#relations.get(from) ?? []
    const id = `rId${1 + Math.max(0, ...relations.map((one) => Number(/^rId(\d+)$/.exec(one.id)?.[1] ?? 0)))}`
    this.#relations.set(from, [...relations, { id, type, target: to }])
    return id
  }

  setRelations(from: string, relations: readonly Relation[]): void {
    this.#relations.set(from, [...relations])
  }

  /** The parts that can be reached from the package itself, each with its type; what nothing names is left out. */
  *written(): Generator<readonly [string, string | Uint8Array]> {
    const reached = this.#reached()
    yield ['[Content_Types].xml', this.#contentTypes(reached)]
    for (const from of ['', ...reached]) {
      const relations = this.relationsOf(from).filter(({ target, isExternal }) => isExternal === true || this.#parts.has(target))
      if (relations.length > 0) yield [relationsName(from), relationsXml(from, relations)]
    }
    for (const name of reached) yield [name, this.#parts.get(name) ?? '']
  }

  /** Forgets the parts that nothing names: their names are free again. */
  dropUnreached(): void {
    const reached = new Set(this.#reached())
    for (const name of this.names) if (!reached.has(name)) this.drop(name)
  }

  #reached(): string[] {
    const seen = new Set<string>()
    const look = (from: string): void => {
      for (const { target, isExternal } of this.relationsOf(from)) {
        if (isExternal === true || seen.has(target) || !this.#parts.has(target)) continue
        seen.add(target)
        look(target)
      }
    }
    look('')
    return [...seen]
  }

  #contentTypes(names: readonly string[]): string {
    const extensions = new Set<string>()
    const overrides = names.flatMap((name) => {
      const type = this.#types.get(name)
      const extension = extensionOf(name)
      if (type === undefined || type === defaults[extension]) {
        extensions.add(extension)
        return []
      }
      return [`<Override PartName="/${attribute(name)}" ContentType="${attribute(type)}"/>`]
    })
    const known = [...new Set(['rels', 'xml', ...extensions])].flatMap((extension) => {
      const type = defaults[extension]
      return type === undefined ? [] : [`<Default Extension="${extension}" ContentType="${type}"/>`]
    })
    return `${xmlHead}<Types xmlns="${packageNamespace}/content-types">${known.join('')}${overrides.join('')}</Types>`
  }
}

const defaults: Readonly<Record<string, string>> = {
  rels: 'application/vnd.openxmlformats-package.relationships+xml',
  xml: 'application/xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  emf: 'image/x-emf',
  wmf: 'image/x-wmf',
  bin: 'application/vnd.openxmlformats-officedocument.oleObject',
}

/** Reads an Office file; null where it is none: no zip, cut short, without a main part. */
export function readPackage(bytes: Buffer): OfficePackage | null {
  const parts = zipParts(bytes)
  if (parts === null) return null
  const read = new Map<string, Buffer>()
  for (const part of parts) {
    if (part.name.endsWith('/') || part.bytes > 64 << 20) continue
    const from = part.local + 30 + bytes.readUInt16LE(part.local + 26) + bytes.readUInt16LE(part.local + 28)
    const packed = bytes.subarray(from, from + part.packedBytes)
    try {
      read.set(
        part.name.replace(/^\//, ''),
        part.method === 0 ? Buffer.from(packed) : inflateRawSync(packed, { maxOutputLength: Math.max(1, part.bytes) }),
      )
    } catch {
      return null
    }
  }
  const types = read.get('[Content_Types].xml')?.toString('utf8')
  if (types === undefined || !read.has('_rels/.rels')) return null
  const overrides = new Map(tags(types, 'Override').map((tag) => [(tag['PartName'] ?? '').replace(/^\//, ''), tag['ContentType'] ?? '']))
  const byExtension = new Map(tags(types, 'Default').map((tag) => [(tag['Extension'] ?? '').toLowerCase(), tag['ContentType'] ?? '']))
  const made = new OfficePackage()
  for (const [name, content] of read) {
    if (name === '[Content_Types].xml' || /(^|\/)_rels\/[^/]*\.rels$/.test(name)) continue
    made.put(name, content, overrides.get(name) ?? byExtension.get(extensionOf(name)) ?? null)
  }
  for (const [name, content] of read) {
    const of = /^(.*?)_rels\/([^/]*)\.rels$/.exec(name)
    if (of === null) continue
    const from = `${of[1] ?? ''}${of[2] ?? ''}`
    const relations = tags(content.toString('utf8'), 'Relationship').map((tag): Relation => {
      const isExternal = tag['TargetMode'] === 'External'
      const target = tag['Target'] ?? ''
      return {
        id: tag['Id'] ?? '',
        type: shortType(tag['Type'] ?? ''),
        target: isExternal ? target : resolved(from, target),
        ...(isExternal ? { isExternal } : {}),
      }
    })
    made.setRelations(from, relations)
  }
  return made
}

/** The attributes of each element of a name. */
export function tags(xml: string, name: string): Record<string, string>[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b([^>]*)>`, 'g'))].map(([, attributes = '']) =>
    Object.fromEntries([...attributes.matchAll(/([\w:]+)\s*=\s*"([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescaped(value)])),
  )
}

export function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function extensionOf(name: string): string {
  return (/\.(\w+)$/.exec(name)?.[1] ?? '').toLowerCase()
}

function folderOf(name: string): string {
  return name.includes('/') ? name.slice(0, name.lastIndexOf('/') + 1) : ''
}

function relationsName(from: string): string {
  return `${folderOf(from)}_rels/${from.slice(folderOf(from).length)}.rels`
}

/** A target as a name from the root; those that climb out of the package lead nowhere. */
function resolved(from: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : folderOf(from) + target
  const names: string[] = []
  for (const name of path.split('/')) {
    if (name === '..') names.pop()
    else if (name !== '.' && name !== '') names.push(name)
  }
  return names.join('/')
}

const coreType = `${packageNamespace}/relationships/metadata/core-properties`
const strictNamespace = 'http://purl.oclc.org/ooxml/officeDocument/relationships'

function shortType(type: string): string {
  const own = [officeNamespace, strictNamespace].find((namespace) => type.startsWith(`${namespace}/`))
  return own === undefined ? type : type.slice(own.length + 1)
}

function relationsXml(from: string, relations: readonly Relation[]): string {
  const written = relations.map(({ id, type, target, isExternal }) => {
    const to = isExternal === true ? target : seenFrom(folderOf(from), target)
    const kind = type === 'core-properties' ? coreType : type.includes('/') ? type : `${officeNamespace}/${type}`
    return `<Relationship Id="${attribute(id)}" Type="${attribute(kind)}" Target="${attribute(to)}"${isExternal === true ? ' TargetMode="External"' : ''}/>`
  })
  return `${xmlHead}<Relationships xmlns="${packageNamespace}/relationships">${written.join('')}</Relationships>`
}

function seenFrom(folder: string, target: string): string {
  const [from, to] = [folder.split('/').filter((name) => name !== ''), target.split('/')]
  let shared = 0
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/')
}
