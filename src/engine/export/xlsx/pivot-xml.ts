import type { Sheet, SheetPivot } from '../sheet.ts'
import { columnName, escapeAttribute, rowNumber } from './cell-xml.ts'
import { mainNamespace, relationNamespace, xmlHead } from './names.ts'
import type { StyleBook } from './style-book.ts'

/** Which rows a pivot reads. Its records stay out: whoever opens the file computes it anew from the sheet. */
export function pivotCacheXml(source: Sheet, sheetName: string): string {
  const fields = source.columns.map(
    ({ header }) => `<cacheField name="${escapeAttribute(header)}" numFmtId="0"><sharedItems/></cacheField>`,
  )
  const range = `A1:${columnName(source.columns.length - 1)}${rowNumber(source.rows - 1)}`
  return `${xmlHead}<pivotCacheDefinition ${mainNamespace} ${relationNamespace} saveData="0" refreshOnLoad="1" refreshedBy="Helmdeck" createdVersion="5" refreshedVersion="5" minRefreshableVersion="3"><cacheSource type="worksheet"><worksheetSource ref="${range}" sheet="${escapeAttribute(sheetName)}"/></cacheSource><cacheFields count="${fields.length}">${fields.join('')}</cacheFields></pivotCacheDefinition>`
}

/** What stands down, across and is summed; several sums stand side by side. */
export function pivotTableXml(pivot: SheetPivot, source: Sheet, styles: StyleBook): string {
  const { rows, columns, values, total } = pivot
  const several = values.length > 1
  const fields = source.columns.map((_, place) => {
    const axis = rows.includes(place) ? 'axisRow' : columns.includes(place) ? 'axisCol' : null
    if (axis !== null)
      return `<pivotField axis="${axis}" compact="0" outline="0" showAll="0" defaultSubtotal="1"><items count="1"><item t="default"/></items></pivotField>`
    return values.some(({ column }) => column === place)
      ? '<pivotField dataField="1" compact="0" outline="0" showAll="0"/>'
      : '<pivotField compact="0" outline="0" showAll="0"/>'
  })
  const list = (tag: string, places: readonly number[]): string =>
    places.length === 0 ? '' : `<${tag} count="${places.length}">${places.map((place) => `<field x="${place}"/>`).join('')}</${tag}>`
  const last = columnName(Math.max(1, rows.length - 1 + values.length))
  const data = values.map(
    ({ column, label, numberFormat }) =>
      `<dataField name="${escapeAttribute(label)}" fld="${column}" subtotal="sum" baseField="0" baseItem="0" numFmtId="${styles.format(numberFormat)}"/>`,
  )
  return `${xmlHead}<pivotTableDefinition ${mainNamespace} name="Helmdeck" cacheId="1" dataOnRows="0" applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" applyPatternFormats="0" applyAlignmentFormats="0" applyWidthHeightFormats="1" dataCaption="${escapeAttribute(total)}" grandTotalCaption="${escapeAttribute(total)}" updatedVersion="5" minRefreshableVersion="3" createdVersion="5" useAutoFormatting="1" itemPrintTitles="1" indent="0" compact="0" compactData="0" outline="0" outlineData="0"><location ref="A1:${last}18" firstHeaderRow="1" firstDataRow="${columns.length > 0 || several ? 2 : 1}" firstDataCol="${Math.max(1, rows.length)}"/><pivotFields count="${fields.length}">${fields.join('')}</pivotFields>${list('rowFields', rows)}${list('colFields', several ? [...columns, -2] : columns)}<dataFields count="${values.length}">${data.join('')}</dataFields><pivotTableStyleInfo name="PivotStyleLight16" showRowHeaders="1" showColHeaders="1" showRowStripes="0" showColStripes="0" showLastColumn="1"/></pivotTableDefinition>`
}
