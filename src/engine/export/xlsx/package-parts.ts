import { officeNamespace, packageNamespace, xmlHead } from './names.ts'

const partTypes: Readonly<Record<string, string>> = {
  officeDocument: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
  worksheet: 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml',
  styles: 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml',
  comments: 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml',
  pivotTable: 'application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml',
  pivotCacheDefinition: 'application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml',
  theme: 'application/vnd.openxmlformats-officedocument.theme+xml',
  drawing: 'application/vnd.openxmlformats-officedocument.drawing+xml',
  chart: 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
}

/** Which parts a package has and which names which: what Office reads before anything else. */
export class PackageParts {
  readonly #types = new Map<string, string>()
  readonly #relations = new Map<string, string[]>()

  /** Names a part from another one (`''` = the package itself); answers the id by which the other refers to it. */
  relate(from: string, type: string, to: string): string {
    const found = this.#relations.get(from) ?? []
    const id = `rId${found.length + 1}`
    found.push(`<Relationship Id="${id}" Type="${officeNamespace}/${type}" Target="/${to}"/>`)
    this.#relations.set(from, found)
    const known = partTypes[type]
    if (known !== undefined) this.#types.set(to, known)
    return id
  }

  contentTypes(): string {
    const overrides = [...this.#types].map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`)
    return `${xmlHead}<Types xmlns="${packageNamespace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${overrides.join('')}</Types>`
  }

  /** The parts that hold the relations, by name. */
  relations(): [string, string][] {
    return [...this.#relations].map(([from, lines]) => {
      const place = from.lastIndexOf('/') + 1
      return [
        `${from.slice(0, place)}_rels/${from.slice(place)}.rels`,
        `${xmlHead}<Relationships xmlns="${packageNamespace}/relationships">${lines.join('')}</Relationships>`,
      ]
    })
  }
}
