import { inflateRawSync } from 'node:zlib'
import { zipParts } from '../../../../src/engine/ingest/readers/zip-sizes.ts'

export type Parts = ReadonlyMap<string, Buffer>

/** Unpacks without a word of the writer's. */
export function unpack(bytes: Uint8Array): Parts {
  const buffer = Buffer.from(bytes)
  const parts = zipParts(buffer)
  if (parts === null) throw new Error('no zip')
  return new Map(
    parts.map(({ name, local, packedBytes, method }) => {
      const from = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28)
      const packed = buffer.subarray(from, from + packedBytes)
      return [name, method === 0 ? packed : inflateRawSync(packed)]
    }),
  )
}

/** What PowerPoint would repair: dangling relations, parts without a type or a way to them, ids told twice, tags that do not close. */
export function faultsOf(bytes: Uint8Array): string[] {
  const parts = unpack(bytes)
  const text = (name: string): string => parts.get(name)?.toString('utf8') ?? ''
  const faults: string[] = []
  const types = text('[Content_Types].xml')
  const overrides = [...types.matchAll(/<Override PartName="\/([^"]+)"/g)].map(([, name = '']) => name)
  const defaults = new Set([...types.matchAll(/<Default Extension="([^"]+)"/g)].map(([, extension = '']) => extension))
  for (const name of overrides) if (!parts.has(name)) faults.push(`a type is said of ${name}, which is not there`)
  const reached = new Set(['[Content_Types].xml', '_rels/.rels'])
  for (const name of parts.keys()) {
    if (name.endsWith('/')) faults.push(`${name} is a folder`)
    if (name !== '[Content_Types].xml' && !overrides.includes(name) && !defaults.has(name.split('.').at(-1) ?? ''))
      faults.push(`${name} has no type`)
    if (/\.(xml|rels)$/.test(name)) faults.push(...faultsOfXml(text(name)).map((fault) => `${name}: ${fault}`))
    const of = /^(.*?)_rels\/([^/]*)\.rels$/.exec(name)
    if (of === null) continue
    const folder = of[1] ?? ''
    const owner = `${folder}${of[2] ?? ''}`
    if (owner !== '' && !parts.has(owner)) faults.push(`${name} belongs to nothing`)
    reached.add(name)
    const ids = new Set<string>()
    for (const [tag] of text(name).matchAll(/<Relationship [^>]*>/g)) {
      const read = (key: string): string => new RegExp(`\\b${key}="([^"]*)"`).exec(tag)?.[1] ?? ''
      if (ids.has(read('Id'))) faults.push(`${name} says ${read('Id')} twice`)
      ids.add(read('Id'))
      if (read('TargetMode') === 'External') continue
      const target = new URL(read('Target'), `http://package/${folder}`).pathname.slice(1)
      if (!parts.has(target)) faults.push(`${name} leads to ${target}, which is not there`)
      reached.add(target)
    }
    for (const [, id = ''] of text(owner).matchAll(/\br:(?:id|embed|link)="([^"]+)"/g))
      if (!ids.has(id)) faults.push(`${owner} names ${id}, which no relation has`)
  }
  for (const name of parts.keys()) if (!reached.has(name)) faults.push(`nothing leads to ${name}`)
  for (const name of parts.keys()) {
    if (!/^ppt\/slides\/[^/]+\.xml$/.test(name)) continue
    const ids = [...text(name).matchAll(/<p:cNvPr id="(\d+)"/g)].map(([, id]) => id)
    if (new Set(ids).size !== ids.length) faults.push(`${name} has shapes of the same id`)
    if (/<a:(?:off|ext)[^>]*="-/.test(text(name))) faults.push(`${name} has a length below nothing`)
  }
  return faults
}

/** Tags that do not close, a bare `&`. */
export function faultsOfXml(xml: string): string[] {
  const open: string[] = []
  for (const [, closing, name = '', own] of xml.replace(/<\?.*?\?>/g, '').matchAll(/<(\/?)([\w:]+)(?:"[^"]*"|[^>"])*?(\/?)>/g)) {
    if (own === '/') continue
    if (closing === '') open.push(name)
    else if (open.pop() !== name) return [`</${name}> closes something else`]
  }
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/.test(xml)) return ['a bare &']
  return open.length === 0 ? [] : [`<${open.at(-1)}> stays open`]
}

/** The text of a part's paragraphs, in order. */
export function textsOf(parts: Parts, name: string): string[] {
  return [...(parts.get(name)?.toString('utf8') ?? '').matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, said = '']) =>
    said.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  )
}
