import type { ChartSeries, NativeChart } from './chart.ts'
import { fillXml, points, xml, type Colour } from './drawing.ts'

const namespaces =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const [categoryAxis, valueAxis, secondCategoryAxis, secondValueAxis] = [111_111_111, 222_222_222, 333_333_333, 444_444_444]

/** The sheet of the embedded workbook that a chart reads: categories in the first column, a series in each further one. */
export const chartSheet = 'Data'

/** The part of a chart; `workbook` is the relation to its workbook, null where it stands in one. */
export function chartXml(chart: NativeChart, workbook: string | null): string {
  const plot =
    chart.kind === 'scatter' || chart.kind === 'bubble'
      ? scatterXml(chart)
      : chart.kind === 'doughnut'
        ? doughnutXml(chart)
        : cartesianXml(chart)
  const legend = chart.hasLegend
    ? `<c:legend><c:legendPos val="${chart.kind === 'doughnut' ? 'r' : 't'}"/><c:overlay val="0"/>${textXml(10, 'faint')}</c:legend>`
    : ''
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace ${namespaces}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>${plot}<c:spPr><a:noFill/></c:spPr></c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textXml(10, 'text')}${workbook === null ? '' : `<c:externalData r:id="${workbook}"><c:autoUpdate val="0"/></c:externalData>`}</c:chartSpace>`
}

function cartesianXml(chart: NativeChart): string {
  const { kind, series, lines } = chart
  const isLying = kind === 'bar'
  const firstLines = lines.filter(({ isSecond }) => isSecond !== true)
  const secondLines = lines.filter(({ isSecond }) => isSecond === true)
  const place = (one: ChartSeries): number => [...series, ...lines].indexOf(one)
  const draw = (some: readonly ChartSeries[], isLine: boolean): string =>
    some.map((one) => seriesXml(chart, one, place(one), isLine)).join('')
  const axes = (category: number, value: number): string => `<c:axId val="${category}"/><c:axId val="${value}"/>`
  const grouping = { clustered: 'clustered', stacked: 'stacked', percent: 'percentStacked' }[chart.grouping]
  const lineGrouping = chart.grouping === 'clustered' ? 'standard' : grouping
  const main =
    kind === 'line'
      ? lineXml(draw(series, true), axes(categoryAxis, valueAxis), 'standard')
      : kind === 'area'
        ? `<c:areaChart><c:grouping val="${lineGrouping}"/><c:varyColors val="0"/>${draw(series, false)}${axes(categoryAxis, valueAxis)}</c:areaChart>`
        : `<c:barChart><c:barDir val="${isLying ? 'bar' : 'col'}"/><c:grouping val="${grouping}"/><c:varyColors val="0"/>${draw(series, false)}<c:gapWidth val="${chart.gap}"/>${chart.grouping === 'clustered' ? '' : '<c:overlap val="100"/>'}${axes(categoryAxis, valueAxis)}</c:barChart>`
  const over = firstLines.length === 0 ? '' : lineXml(draw(firstLines, true), axes(categoryAxis, valueAxis), 'standard')
  const second = secondLines.length === 0 ? '' : lineXml(draw(secondLines, true), axes(secondCategoryAxis, secondValueAxis), 'standard')
  const secondAxes =
    secondLines.length === 0
      ? ''
      : categoryAxisXml({ id: secondCategoryAxis, crosses: secondValueAxis, isLying: false, isHidden: true }) +
        valueAxisXml({
          id: secondValueAxis,
          crosses: secondCategoryAxis,
          format: chart.secondFormat ?? 'General',
          isLying: false,
          isSecond: true,
        })
  return `${main}${over}${second}${categoryAxisXml({ id: categoryAxis, crosses: valueAxis, isLying, isHidden: false, ...daysOf(chart) })}${valueAxisXml({ id: valueAxis, crosses: categoryAxis, format: chart.axisFormat, isLying, isSecond: false })}${secondAxes}`
}

function lineXml(series: string, axes: string, grouping: string): string {
  return `<c:lineChart><c:grouping val="${grouping}"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${axes}</c:lineChart>`
}

function doughnutXml(chart: NativeChart): string {
  const [only] = chart.series
  if (only === undefined) return ''
  return `<c:doughnutChart><c:varyColors val="1"/>${seriesXml(chart, only, 0, false)}<c:firstSliceAng val="0"/><c:holeSize val="58"/></c:doughnutChart>`
}

/** Categories name the points; the first series are their places along, the second up. */
function scatterXml(chart: NativeChart): string {
  const [along, up, size] = chart.series
  if (along === undefined || up === undefined) return ''
  const values = `<c:xVal>${numbersXml(along, 0)}</c:xVal><c:yVal>${numbersXml(up, 1)}</c:yVal>`
  const series = `<c:ser><c:idx val="0"/><c:order val="0"/>${nameXml(up, 1)}<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="8"/><c:spPr>${fillXml(up.colour ?? 'accent1')}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>${values}<c:smooth val="0"/></c:ser>`
  const [x, y] = chart.axisTitles ?? [along.name, up.name]
  const axis = { isLying: false, isSecond: false }
  const axes = `${valueAxisXml({ ...axis, id: categoryAxis, crosses: valueAxis, format: along.format, position: 'b', title: x })}${valueAxisXml({ ...axis, id: valueAxis, crosses: categoryAxis, format: up.format, title: y })}`
  if (chart.kind === 'bubble' && size !== undefined) {
    const bubbles = `<c:ser><c:idx val="0"/><c:order val="0"/>${nameXml(up, 1)}<c:spPr>${fillXml(up.colour ?? 'accent1')}<a:ln><a:noFill/></a:ln></c:spPr><c:invertIfNegative val="0"/>${values}<c:bubbleSize>${numbersXml(size, 2)}</c:bubbleSize><c:bubble3D val="0"/></c:ser>`
    return `<c:bubbleChart><c:varyColors val="0"/>${bubbles}<c:bubbleScale val="40"/><c:showNegBubbles val="0"/><c:axId val="${categoryAxis}"/><c:axId val="${valueAxis}"/></c:bubbleChart>${axes}`
  }
  return `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${series}<c:axId val="${categoryAxis}"/><c:axId val="${valueAxis}"/></c:scatterChart>${axes}`
}

function seriesXml(chart: NativeChart, series: ChartSeries, place: number, isLine: boolean): string {
  const { colour, isDashed = false, pointColours = [] } = series
  const own = pointColours
    .map((one, index) =>
      one === null
        ? ''
        : `<c:dPt><c:idx val="${index}"/>${isLine ? '' : '<c:invertIfNegative val="0"/>'}<c:bubble3D val="0"/><c:spPr>${fillXml(one)}</c:spPr></c:dPt>`,
    )
    .join('')
  const isArea = chart.kind === 'area' && !isLine
  const isDoughnut = chart.kind === 'doughnut'
  const look = isLine
    ? `<c:spPr><a:ln w="${points * 2}" cap="rnd">${fillXml(colour ?? 'accent1')}${isDashed ? '<a:prstDash val="sysDash"/>' : ''}<a:round/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>`
    : isDoughnut
      ? ''
      : `<c:spPr>${fillXml(colour)}<a:ln><a:noFill/></a:ln></c:spPr>${isArea ? '' : '<c:invertIfNegative val="0"/>'}`
  const labels = labelsXml(chart, series, isLine)
  const dots = isDoughnut ? own.replaceAll('<c:invertIfNegative val="0"/>', '') : own
  return `<c:ser><c:idx val="${place}"/><c:order val="${place}"/>${nameXml(series, place)}${look}${dots}${labels}${categoriesXml(chart)}<c:val>${numbersXml(series, place)}</c:val>${isLine ? '<c:smooth val="0"/>' : ''}</c:ser>`
}

function labelsXml(chart: NativeChart, { isLabelled = false, format, labelColour }: ChartSeries, isLine: boolean): string {
  if (!isLabelled) return ''
  const isOutside = !isLine && chart.grouping === 'clustered' && (chart.kind === 'bar' || chart.kind === 'column')
  const position =
    chart.kind === 'doughnut' || chart.kind === 'area' ? '' : `<c:dLblPos val="${isLine ? 't' : isOutside ? 'outEnd' : 'ctr'}"/>`
  const colour = labelColour ?? (isOutside || isLine ? 'text' : 'paper')
  return `<c:dLbls><c:numFmt formatCode="${xml(format)}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textXml(10, colour)}${position}<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`
}

function nameXml({ name, ranges }: ChartSeries, place: number): string {
  const range = ranges?.name ?? `${chartSheet}!$${columnName(place + 1)}$1`
  return `<c:tx><c:strRef><c:f>${xml(range)}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${xml(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>`
}

function categoriesXml({ categories, categoriesRange, categoryDays }: NativeChart): string {
  if (categoriesRange !== undefined && categoryDays !== undefined) {
    const { format, serials } = categoryDays
    const days = serials.map((serial, index) => (serial === null ? '' : `<c:pt idx="${index}"><c:v>${serial}</c:v></c:pt>`)).join('')
    return `<c:cat><c:numRef><c:f>${xml(categoriesRange)}</c:f><c:numCache><c:formatCode>${xml(format)}</c:formatCode><c:ptCount val="${serials.length}"/>${days}</c:numCache></c:numRef></c:cat>`
  }
  const cached = categories.map((category, index) => `<c:pt idx="${index}"><c:v>${xml(category)}</c:v></c:pt>`).join('')
  return `<c:cat><c:strRef><c:f>${xml(categoriesRange ?? rangeOf(0, categories.length))}</c:f><c:strCache><c:ptCount val="${categories.length}"/>${cached}</c:strCache></c:strRef></c:cat>`
}

function numbersXml({ values, format, ranges }: ChartSeries, place: number): string {
  const cached = values.map((value, index) => (value === null ? '' : `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`)).join('')
  return `<c:numRef><c:f>${xml(ranges?.values ?? rangeOf(place + 1, values.length))}</c:f><c:numCache><c:formatCode>${xml(format)}</c:formatCode><c:ptCount val="${values.length}"/>${cached}</c:numCache></c:numRef>`
}

function daysOf({ categoryDays }: NativeChart): { format?: string } {
  return categoryDays === undefined ? {} : { format: categoryDays.format }
}

interface CategoryAxis {
  readonly id: number
  readonly crosses: number
  readonly isLying: boolean
  readonly isHidden: boolean
  readonly format?: string
}

/** Lying bars are read from above: their axis runs downwards, and numbers still stand below. */
function categoryAxisXml({ id, crosses, isLying, isHidden, format = 'General' }: CategoryAxis): string {
  return `<c:catAx><c:axId val="${id}"/><c:scaling><c:orientation val="${isLying ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="${isHidden ? 1 : 0}"/><c:axPos val="${isLying ? 'l' : 'b'}"/><c:numFmt formatCode="${xml(format)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln w="${points / 2}">${fillXml('faint')}</a:ln></c:spPr>${textXml(10, 'text')}<c:crossAx val="${crosses}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`
}

interface ValueAxis {
  readonly id: number
  readonly crosses: number
  readonly format: string
  readonly isLying: boolean
  readonly isSecond: boolean
  readonly position?: 'b'
  readonly title?: string
}

function valueAxisXml({ id, crosses, format, isLying, isSecond, position, title }: ValueAxis): string {
  const lines =
    isSecond || position === 'b'
      ? ''
      : `<c:majorGridlines><c:spPr><a:ln w="${points / 2}">${fillXml('line')}</a:ln></c:spPr></c:majorGridlines>`
  const at = position ?? (isLying ? 'b' : isSecond ? 'r' : 'l')
  const named =
    title === undefined
      ? ''
      : `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1000" b="0">${fillXml('faint')}</a:defRPr></a:pPr><a:r><a:rPr lang="zh-CN" sz="1000" b="0">${fillXml('faint')}</a:rPr><a:t>${xml(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
  return `<c:valAx><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${at}"/>${lines}${named}<c:numFmt formatCode="${xml(format)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textXml(10, 'faint')}<c:crossAx val="${crosses}"/><c:crosses val="${isLying || isSecond ? 'max' : 'autoZero'}"/><c:crossBetween val="${position === 'b' ? 'midCat' : 'between'}"/></c:valAx>`
}

function textXml(size: number, colour: Colour): string {
  return `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size * 100}" b="0">${fillXml(colour)}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`
}

function rangeOf(column: number, rows: number): string {
  const name = columnName(column)
  return `${chartSheet}!$${name}$2:$${name}$${Math.max(2, rows + 1)}`
}

export function columnName(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}
