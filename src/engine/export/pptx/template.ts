import { HelmdeckError } from '../../../contract/errors.ts'
import { inch, type Box } from './drawing.ts'
import { defaultTemplate } from './default-template.ts'
import { readPackage, tags, type OfficePackage } from './package.ts'
import { themeColours, type ThemeColours } from './theme-colours.ts'

/** A file to put slides into: its layouts, and the room that a content slide has below its title. */
export interface Template {
  readonly file: OfficePackage
  readonly presentation: string
  readonly titleLayout: Layout
  readonly contentLayout: Layout
  readonly size: { readonly w: number; readonly h: number }
  readonly content: Box
  /** Where titles stand, as far as the layouts say. */
  readonly titles: { readonly front: Box | null; readonly content: Box | null }
  readonly colours: ThemeColours
}

export interface Layout {
  readonly name: string
  readonly hasSubtitle: boolean
  /** Of the subtitle's place and the slide number's; null where there is none. */
  readonly subtitleIndex: number | null
  readonly numberIndex: number | null
  readonly titleType: 'title' | 'ctrTitle' | null
}

/** A template as it came from a company, or our own. Fails with `template-unusable` {name, problem}. */
export function readTemplate(bytes: Uint8Array | null, name: string): Template {
  const file = bytes === null ? defaultTemplate() : readPackage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const fail = (problem: 'no-presentation' | 'no-layouts'): never => {
    throw new HelmdeckError('template-unusable', { name, problem })
  }
  if (file === null) return fail('no-presentation')
  const presentation = file.relationsOf('').find(({ type, target }) => type === 'officeDocument' && file.has(target))?.target
  if (presentation === undefined || !/\bpresentation\b|<p:presentation/.test(file.text(presentation))) return fail('no-presentation')
  const masters = file.relationsOf(presentation).filter(({ type, target }) => type === 'slideMaster' && file.has(target))
  const layouts = masters.flatMap(({ target: master }) =>
    file
      .relationsOf(master)
      .filter(({ type, target }) => type === 'slideLayout' && file.has(target))
      .map(({ target }) => ({ ...readLayout(file, target), master })),
  )
  const withTitle = layouts.filter(({ titleType }) => titleType !== null)
  const contentLayout = withTitle.find(({ kind }) => kind === 'titleOnly') ?? withTitle.find(({ kind }) => kind === 'obj') ?? withTitle[0]
  if (contentLayout === undefined) return fail('no-layouts')
  const titleLayout = layouts.find(({ kind }) => kind === 'title') ?? contentLayout
  const [declared] = tags(file.text(presentation), 'sldSz')
  const size = { w: Number(declared?.['cx'] ?? 12_192_000), h: Number(declared?.['cy'] ?? 6_858_000) }
  const title = titleBox(file, contentLayout.name) ?? titleBox(file, contentLayout.master)
  const titles = { front: titleBox(file, titleLayout.name, 'ctrTitle') ?? titleBox(file, titleLayout.name), content: title }
  const colours = themeColours(file, contentLayout.master)
  return { file, presentation, titleLayout, contentLayout, size, content: contentBox(size, title), titles, colours }
}

function readLayout(file: OfficePackage, name: string): Layout & { readonly kind: string } {
  const text = file.text(name)
  const places = tags(text, 'ph')
  const indexOf = (type: string): number | null => {
    const found = places.find((place) => place['type'] === type)
    return found === undefined ? null : Number(found['idx'] ?? 0)
  }
  const isTitle = places.some((place) => place['type'] === 'ctrTitle')
  return {
    name,
    kind: tags(text, 'sldLayout')[0]?.['type'] ?? '',
    hasSubtitle: indexOf('subTitle') !== null,
    subtitleIndex: indexOf('subTitle'),
    numberIndex: indexOf('sldNum'),
    titleType: isTitle ? 'ctrTitle' : places.some((place) => place['type'] === 'title') ? 'title' : null,
  }
}

/** Where the title stands, as its shape says. */
function titleBox(file: OfficePackage, part: string, type: 'title' | 'ctrTitle' = 'title'): Box | null {
  for (const [shape] of file.text(part).matchAll(/<p:sp>.*?<\/p:sp>/gs)) {
    if (tags(shape, 'ph')[0]?.['type'] !== type) continue
    const [off, ext] = [tags(shape, 'off')[0], tags(shape, 'ext').find((tag) => tag['cx'] !== undefined)]
    if (off === undefined || ext === undefined) return null
    return { x: Number(off['x']), y: Number(off['y']), w: Number(ext['cx']), h: Number(ext['cy']) }
  }
  return null
}

/** Below the title as wide as it is, down to where footers stand. */
function contentBox(size: Template['size'], title: Box | null): Box {
  const margin = inch * 0.5
  const top = title === null || title.y + title.h > size.h / 2 ? size.h * 0.2 : title.y + title.h + inch * 0.12
  const x = title === null ? margin : Math.min(Math.max(title.x, margin / 2), size.w / 3)
  const w = title === null ? size.w - margin * 2 : Math.min(Math.max(title.w, size.w * 0.6), size.w - x - margin / 2)
  return { x, y: top, w, h: size.h - top - inch * 0.6 }
}

/** A name that no part has yet: the stem and the first number that is free. */
export function freeName(file: OfficePackage, stem: string, ending: string): string {
  let number = 1
  while (file.has(`${stem}${number}.${ending}`)) number += 1
  return `${stem}${number}.${ending}`
}
