import { ZipWriter } from '../../../../src/engine/export/zip-writer.ts'
import { unpack, type Parts } from './check-package.ts'

/** The file with some of its parts' texts changed, as somebody's program would. */
export async function rewritten(bytes: Uint8Array, change: (name: string, text: string) => string): Promise<Buffer> {
  const zip = new ZipWriter()
  for (const [name, content] of unpack(bytes))
    await zip.add(name, [/\.(xml|rels)$/.test(name) ? change(name, content.toString('utf8')) : content])
  return Buffer.from(zip.finish())
}

/** The parts of the slides as they are shown. */
export function slidesInOrder(parts: Parts): string[] {
  const relations = parts.get('ppt/_rels/presentation.xml.rels')?.toString('utf8') ?? ''
  return [...(parts.get('ppt/presentation.xml')?.toString('utf8') ?? '').matchAll(/<p:sldId [^>]*r:id="([^"]+)"/g)].map(
    ([, id = '']) => `ppt/${new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(relations)?.[1] ?? ''}`,
  )
}
