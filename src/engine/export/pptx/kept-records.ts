import { xml } from './drawing.ts'
import { xmlHead, unescaped, type OfficePackage } from './package.ts'
import { readRecord, writeRecord, type SlideRecord } from './slide-mark.ts'
import { elementsIn, textOf } from './xml-elements.ts'

const type = 'application/vnd.openxmlformats-officedocument.custom-properties+xml'
const own = /^helmdeck ([\da-f]{8}) (\d+)$/
/** Office cuts longer ones. */
const mostCharacters = 250

interface Property {
  readonly name: string
  readonly xml: string
  readonly value: string
}

/** What was written on each slide, by mark, as the file's own properties say. */
export function readRecords(file: OfficePackage): Map<string, SlideRecord> {
  const parts = new Map<string, Map<number, string>>()
  for (const { name, value } of properties(file)) {
    const [, mark, number] = own.exec(name) ?? []
    if (mark === undefined) continue
    parts.set(mark, (parts.get(mark) ?? new Map<number, string>()).set(Number(number), value))
  }
  const joined = (some: Map<number, string>): string =>
    [...some]
      .toSorted(([one], [other]) => one - other)
      .map(([, text]) => text)
      .join('')
  return new Map([...parts].map(([mark, some]) => [mark, readRecord(joined(some))]))
}

/** Writes what stands on the slides now; properties of somebody else's stay. */
export function writeRecords(file: OfficePackage, records: ReadonlyMap<string, SlideRecord>): void {
  const others = properties(file).filter(({ name }) => !own.test(name))
  const told = [...records].flatMap(([mark, record]) => {
    const text = writeRecord(record)
    const count = Math.max(1, Math.ceil(text.length / mostCharacters))
    return Array.from(
      { length: count },
      (_, place) => [`helmdeck ${mark} ${place + 1}`, text.slice(place * mostCharacters, (place + 1) * mostCharacters)] as const,
    )
  })
  const kept = others.map((one, place) => one.xml.replace(/\bpid="\d+"/, `pid="${place + 2}"`))
  const added = told.map(
    ([name, value], place) =>
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${others.length + place + 2}" name="${name}"><vt:lpwstr>${xml(value)}</vt:lpwstr></property>`,
  )
  const part = partOf(file) ?? 'docProps/custom.xml'
  if (partOf(file) === null) file.relate('', 'custom-properties', part)
  file.put(
    part,
    `${xmlHead}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${kept.join('')}${added.join('')}</Properties>`,
    type,
  )
}

function partOf(file: OfficePackage): string | null {
  return file.relationsOf('').find((one) => one.type === 'custom-properties' && file.has(one.target))?.target ?? null
}

function properties(file: OfficePackage): Property[] {
  const part = partOf(file)
  if (part === null) return []
  const text = file.text(part)
  const root = elementsIn(text).find(({ tag }) => tag === 'Properties')
  if (root === undefined) return []
  return elementsIn(text, root.inner).map((one) => {
    const whole = textOf(text, one)
    const [value] = elementsIn(text, one.inner)
    return {
      name: unescaped(/\bname="([^"]*)"/.exec(whole)?.[1] ?? ''),
      xml: whole,
      value: value === undefined ? '' : unescaped(textOf(text, value.inner)),
    }
  })
}
