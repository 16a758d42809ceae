import type { CellFormat, CellStyle } from '../sheet.ts'
import { escapeAttribute } from './cell-xml.ts'
import { mainNamespace, xmlHead } from './names.ts'

export const usualFormats: Readonly<Record<CellFormat, string>> = {
  text: '@',
  integer: '#,##0',
  money: '#,##0.00',
  percent: '0.0%',
  decimal: '#,##0.0##',
  date: 'yyyy\\-mm\\-dd',
  timestamp: 'yyyy\\-mm\\-dd\\ hh:mm:ss',
  boolean: 'General',
  general: 'General',
}

export type StyleKind =
  | 'plain'
  | 'left'
  | 'indented'
  | 'total'
  | 'totalLeft'
  | 'totalIndented'
  | 'wraps'
  | 'head'
  | 'headIndented'
  | 'headRight'

/** The styles of a workbook, each given a number when it is first asked for. */
export class StyleBook {
  readonly #formats = new Map<string, number>()
  readonly #cells = new Map<string, number>()
  readonly #xfs: string[] = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']
  readonly #marks = new Map<string, number>()

  of(format: string, kind: StyleKind): number {
    const key = `${kind} ${format}`
    const known = this.#cells.get(key)
    if (known !== undefined) return known
    this.#cells.set(key, this.#xfs.length)
    return this.#xfs.push(cellXf(this.#format(format), kind)) - 1
  }

  mark({ text, fill }: CellStyle): number {
    const xml = `<dxf><font><b/><color rgb="FF${text}"/></font><fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor rgb="FF${fill}"/></patternFill></fill></dxf>`
    const place = this.#marks.get(xml) ?? this.#marks.size
    this.#marks.set(xml, place)
    return place
  }

  /** The number of a format, for what names it without a style. */
  format(code: string): number {
    return this.#format(code)
  }

  xml(): string {
    const formats = [...this.#formats].map(([code, id]) => `<numFmt numFmtId="${id}" formatCode="${escapeAttribute(code)}"/>`).join('')
    const font = (inner: string): string =>
      `<font>${inner}<sz val="11"/><color rgb="FF14202E"/><name val="Calibri"/><family val="2"/></font>`
    const fill = (colour: string): string =>
      `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`
    const border = (bottom: string, top: string): string => `<border><left/><right/>${top}${bottom}<diagonal/></border>`
    const line = (side: string, colour: string): string => `<${side} style="thin"><color rgb="FF${colour}"/></${side}>`
    return `${xmlHead}<styleSheet ${mainNamespace}>${formats === '' ? '' : `<numFmts count="${this.#formats.size}">${formats}</numFmts>`}<fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('E2F2F1')}${fill('F6F7F9')}</fills><borders count="3">${border('<bottom/>', '<top/>')}${border(line('bottom', '0B7A75'), '<top/>')}${border('<bottom/>', line('top', 'C9D0D9'))}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${this.#xfs.length}">${this.#xfs.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="${this.#marks.size}">${[...this.#marks.keys()].join('')}</dxfs></styleSheet>`
  }

  #format(code: string): number {
    if (code === 'General') return 0
    const known = this.#formats.get(code) ?? 164 + this.#formats.size
    this.#formats.set(code, known)
    return known
  }
}

function cellXf(format: number, kind: StyleKind): string {
  const [font, fill, border] = kind.startsWith('head') ? [1, 2, 1] : kind.startsWith('total') ? [1, 3, 2] : [0, 0, 0]
  const alignment = {
    plain: '',
    left: '<alignment horizontal="left"/>',
    indented: '<alignment horizontal="left" indent="1"/>',
    total: '',
    totalLeft: '<alignment horizontal="left"/>',
    totalIndented: '<alignment horizontal="left" indent="1"/>',
    wraps: '<alignment vertical="top" wrapText="1"/>',
    head: '<alignment vertical="center" wrapText="1"/>',
    headIndented: '<alignment horizontal="left" vertical="center" wrapText="1" indent="1"/>',
    headRight: '<alignment horizontal="right" vertical="center" wrapText="1"/>',
  }[kind]
  return `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"${alignment === '' ? '/>' : ` applyAlignment="1">${alignment}</xf>`}`
}
