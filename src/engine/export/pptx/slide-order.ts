import type { Template } from './template.ts'
import { tags } from './package.ts'

/** Puts a slide into the order behind another one, at the end where there is none; it joins that one's section. */
export function putSlideId({ file, presentation }: Template, part: string, after: string | null): void {
  const before = after === null ? undefined : file.relationsOf(presentation).find(({ target }) => target === after)?.id
  const relation = file.relate(presentation, 'slide', part)
  const text = file.text(presentation)
  const used = tags(text, 'sldId').map((tag) => Number(tag['id'] ?? 0))
  const id = Math.max(255, ...used) + 1
  const entry = `<p:sldId id="${id}" r:id="${relation}"/>`
  const place = before === undefined ? undefined : entryOf(text, before)
  const listed =
    place === undefined ? text.replace('</p:sldIdLst>', `${entry}</p:sldIdLst>`) : text.replace(place.xml, `${place.xml}${entry}`)
  const section = place === undefined ? null : new RegExp(`<p14:sldId\\b[^>]*\\bid="${place.id}"[^>]*/>`).exec(listed)?.[0]
  const joined = section === null || section === undefined ? listed : listed.replace(section, `${section}<p14:sldId id="${id}"/>`)
  file.put(presentation, joined, file.typeOf(presentation))
}

/** Takes a slide out of the order, the sections and the shows; its part is reached by nothing then. */
export function dropSlideId({ file, presentation }: Template, part: string): void {
  const relation = file.relationsOf(presentation).find(({ type, target }) => type === 'slide' && target === part)
  if (relation === undefined) return
  const text = file.text(presentation)
  const place = entryOf(text, relation.id)
  const without = text
    .replace(place?.xml ?? '', '')
    .replace(new RegExp(`<p14:sldId\\b[^>]*\\bid="${place?.id ?? ''}"[^>]*/>`), '')
    .replaceAll(new RegExp(`<p:sld\\b[^>]*r:id="${relation.id}"[^>]*/>`, 'g'), '')
  file.put(presentation, without, file.typeOf(presentation))
  file.setRelations(
    presentation,
    file.relationsOf(presentation).filter(({ id }) => id !== relation.id),
  )
  // Notes name their slide, and other slides may: neither may hold it in the file.
  for (const name of file.names) {
    const relations = file.relationsOf(name)
    if (relations.some(({ target }) => target === part) && name !== presentation)
      file.setRelations(
        name,
        relations.filter(({ target }) => target !== part),
      )
  }
  file.drop(part)
}

function entryOf(text: string, relation: string): { readonly xml: string; readonly id: string } | undefined {
  const found = new RegExp(`<p:sldId\\b[^>]*\\br:id="${relation}"[^>]*/>`).exec(text)?.[0]
  return found === undefined ? undefined : { xml: found, id: /\sid="(\d+)"/.exec(found)?.[1] ?? '' }
}
