import type { CellMarking, MarkedCells } from '../sheet.ts'
import { escapeText } from './cell-xml.ts'
import type { StyleBook } from './style-book.ts'

const extended = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'

/** Conditional formats: the first rule that a cell meets counts, before the shades; bars lie under all of them. */
export function marksXml(marks: readonly MarkedCells[], styles: StyleBook): string {
  let priority = 0
  return marks
    .map(({ cells, rules }, place) => {
      const written = rules.map((rule) => {
        priority += 1
        return ruleXml(rule, { place, priority, styles })
      })
      return `<conditionalFormatting sqref="${cells}">${written.join('')}</conditionalFormatting>`
    })
    .join('')
}

/** What Excel 2010 added: bars of one colour, those below nothing to the other side in another. */
export function barsXml(marks: readonly MarkedCells[]): string {
  const written = marks.flatMap(({ cells, rules }, place) =>
    rules.map((rule) => {
      if (rule.is !== 'bar') return ''
      const end = (is: boolean, type: string): string =>
        is ? `<x14:cfvo type="${type}"/>` : '<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo>'
      return `<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="dataBar" id="${barId(place)}"><x14:dataBar minLength="0" maxLength="100" gradient="0" axisPosition="automatic">${end(rule.reachesBelow, 'min')}${end(rule.reachesAbove, 'max')}<x14:negativeFillColor rgb="FF${rule.below}"/><x14:axisColor rgb="FFC9D0D9"/></x14:dataBar></x14:cfRule><xm:sqref>${cells}</xm:sqref></x14:conditionalFormatting>`
    }),
  )
  const all = written.join('')
  if (all === '') return ''
  return `<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" ${extended}><x14:conditionalFormattings>${all}</x14:conditionalFormattings></ext></extLst>`
}

interface Place {
  readonly place: number
  readonly priority: number
  readonly styles: StyleBook
}

function ruleXml(rule: CellMarking, { place, priority, styles }: Place): string {
  const head = (type: string, more = ''): string => `<cfRule type="${type}" priority="${priority}"${more}>`
  const point = (type: string, value: string): string => `<cfvo type="${type}"${value}/>`
  const colour = (rgb: string): string => `<color rgb="FF${rgb}"/>`
  switch (rule.is) {
    case 'formula':
      return `${head('expression', ` dxfId="${styles.mark(rule.style)}" stopIfTrue="1"`)}<formula>${escapeText(rule.formula)}</formula></cfRule>`
    case 'top':
    case 'bottom':
      return `<cfRule type="top10" dxfId="${styles.mark(rule.style)}" priority="${priority}" stopIfTrue="1"${rule.is === 'bottom' ? ' bottom="1"' : ''} rank="${rule.n}"/>`
    case 'scale':
      return `${head('colorScale')}<colorScale>${point('min', '')}${point('max', '')}${colour(rule.from)}${colour(rule.to)}</colorScale></cfRule>`
    case 'diverging':
      return `${head('colorScale')}<colorScale>${point('num', ` val="${-rule.size}"`)}${point('num', ' val="0"')}${point('num', ` val="${rule.size}"`)}${colour(rule.below)}${colour('FFFFFF')}${colour(rule.above)}</colorScale></cfRule>`
    case 'bar': {
      const end = (is: boolean, type: string): string => (is ? point(type, '') : point('num', ' val="0"'))
      return `${head('dataBar')}<dataBar minLength="0" maxLength="100">${end(rule.reachesBelow, 'min')}${end(rule.reachesAbove, 'max')}${colour(rule.colour)}</dataBar><extLst><ext uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}" ${extended}><x14:id>${barId(place)}</x14:id></ext></extLst></cfRule>`
    }
  }
}

function barId(place: number): string {
  return `{00000000-0000-4000-8000-${place.toString(16).toUpperCase().padStart(12, '0')}}`
}
