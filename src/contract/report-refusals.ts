import type { ErrorDetails } from './errors.ts'
import type { LocalText } from './text.ts'

type Place = (name: string) => string
type Sentence = (detail: Place) => LocalText

/** What is wrong with a report that is refused, and what to do about it; `reason` of `invalid-report` names one of these. */
const refusals: Readonly<Record<string, Sentence>> = {
  'as-of-takes-a-period': () => ({
    zh: '截至某日的指标不能按单个日期筛选。请改用期间。',
    en: 'A metric as of a day takes no list of dates. Give a period instead.',
  }),
  'calculation-needs-comparison': (d) => ({
    zh: `「${d('of')}」的${d('as')}需要对比。请在 compare 中加上对比，并在 against 中写它的名称。`,
    en: `${d('as')} of "${d('of')}" needs a comparison. Add one to compare and name it in against.`,
  }),
  'calculation-needs-sum': (d) => ({
    zh: `「${d('of')}」不能相加，所以没有${d('as')}。请改用可加的指标，或用排名、增减。`,
    en: `"${d('of')}" does not add up, so there is no ${d('as')} of it. Take a metric that does, or rank and change.`,
  }),
  'compare-needs-period': () => ({
    zh: '对比需要知道期间。请指定期间，或把日期放到行或列上。',
    en: 'A comparison needs to know the period. Give one, or put the date on a shelf.',
  }),
  'date-has-no-values': (d) => ({
    zh: `日期「${d('field')}」没有可列出的值。请用期间筛选。`,
    en: `The date "${d('field')}" has no values to list. Filter by a period.`,
  }),
  'dimension-twice': (d) => ({
    zh: `「${d('field')}」放了两次。请去掉一个，或换一种日期粒度。`,
    en: `"${d('field')}" stands there twice. Take one away, or give it another grain.`,
  }),
  'duplicate-id': (d) => ({
    zh: `有两列都叫「${d('id')}」。请用 id 给其中一列另起名称。`,
    en: `Two columns are called "${d('id')}". Give one of them an id of its own.`,
  }),
  'festival-needs-a-year': (d) => ({
    zh: `按春节对齐只适用于不超过一年的期间，这里是 ${d('days')} 天。请缩短期间。`,
    en: `Days stand by the Spring Festival for a year at most, and these are ${d('days')}. Take a shorter period.`,
  }),
  'fill-without-date': (d) => ({
    zh: `只有日期可以补齐空缺，「${d('field')}」不是日期。`,
    en: `Only dates can be filled in, and "${d('field')}" is none.`,
  }),
  'filter-values': (d) => ({
    zh: `「${d('field')}」的筛选值不合适（${d('op')}：${d('problem')}）。请更正。`,
    en: `The values of the filter on "${d('field')}" do not fit (${d('op')}: ${d('problem')}). Correct them.`,
  }),
  'grain-without-date': (d) => ({
    zh: `「${d('field')}」不是日期，没有粒度${d('grain')}。`,
    en: `"${d('field')}" is no date and has no grain ${d('grain')}.`,
  }),
  'having-needs-a-dimension': (d) => ({
    zh: `对「${d('metric')}」的条件没有说明针对什么。请把维度放到行上，或写在 per 中。`,
    en: `The condition on "${d('metric')}" does not say of what. Put a dimension on the rows, or name it in per.`,
  }),
  'having-of-a-date-as-of': () => ({
    zh: '截至某日的指标只有在同一日期粒度位于行或列上时，才能按时间段设条件。',
    en: 'A metric as of a day takes a condition on buckets of time only where the date stands on a shelf with that grain.',
  }),
  'having-values': (d) => ({
    zh: `对「${d('metric')}」的条件（${d('op')}）需要 ${d('wanted')} 个数。`,
    en: `The condition on "${d('metric')}" (${d('op')}) takes this many numbers: ${d('wanted')}.`,
  }),
  'nobody-is-me': (d) => ({
    zh: `筛选用到「${d('value')}」，但设置里还没有说明是谁。请在设置的“我与外观”里选择，或改用具体名称。`,
    en: `The filter uses "${d('value')}", but the settings do not say who that is. Choose it in the settings under "You and the look", or take a name.`,
  }),
  'no-such-day': (d) => ({
    zh: `没有「${d('day')}」这一天。请写成 2017-12-31。`,
    en: `There is no day "${d('day')}". Write it as 2017-12-31.`,
  }),
  'no-such-row-dimension': (d) => ({ zh: `行上没有「${d('field')}」。`, en: `"${d('field')}" does not stand on the rows.` }),
  'no-such-value': (d) => ({
    zh: `报表里没有「${d('value')}」这一列${d('known') === '' ? '' : `，有：${d('known')}`}。`,
    en: `The report has no column "${d('value')}"${d('known') === '' ? '' : `; it has: ${d('known')}`}.`,
  }),
  'param-value': (d) => ({
    zh: `「${d('metric')}」的参数 ${d('param')} 不能是「${d('value')}」${d('choices') === '' ? '' : `，可选：${d('choices')}`}。`,
    en: `The parameter ${d('param')} of "${d('metric')}" cannot be "${d('value')}"${d('choices') === '' ? '' : `; it can be: ${d('choices')}`}.`,
  }),
  'period-ends-before-it-starts': (d) => ({
    zh: `期间从 ${d('from')} 到 ${d('to')}，结束早于开始。请对调两个日期。`,
    en: `The period from ${d('from')} to ${d('to')} ends before it starts. Swap the two days.`,
  }),
  'row-skips-a-level': (d) => ({ zh: `单元格的位置缺少「${d('missing')}」。`, en: `The place of the cell lacks "${d('missing')}".` }),
  'sort-by-calculation-with-levels': () => ({
    zh: '有小计时不能按计算列排序。请按指标排序，或去掉小计。',
    en: 'With subtotals rows cannot be sorted by a calculation. Sort by a metric, or leave the subtotals out.',
  }),
  'stat-without-distribution': (d) => ({
    zh: `「${d('metric')}」是单个数，没有统计量 ${d('stat')}。请去掉它。`,
    en: `"${d('metric')}" is one number and has no ${d('stat')}. Leave the stat out.`,
  }),
  'too-many-columns': (d) => ({
    zh: `列上有 ${d('columns')} 列，最多 ${d('most')} 列。请筛选，用前 N 项，或把维度移到行上。`,
    en: `The columns would be ${d('columns')}, and ${d('most')} is the most. Filter, take the top N, or move the dimension to the rows.`,
  }),
  'too-many-columns-for-excel': (d) => ({
    zh: `表有 ${d('columns')} 列，Excel 一张工作表最多 ${d('most')} 列。没有写出任何文件。请减少列上的维度，或导出为 CSV。`,
    en: `The table has ${d('columns')} columns, and a sheet of Excel takes ${d('most')}. No file was written. Put fewer dimensions on the columns, or export as CSV.`,
  }),
  'too-many-cells-for-excel': (d) => ({
    zh: `表有 ${d('cells')} 个单元格，一个工作簿文件最多写 ${d('most')} 个。没有写出任何文件。请筛选、减少列，或导出为 CSV。`,
    en: `The table has ${d('cells')} cells, and a workbook file takes ${d('most')}. No file was written. Filter, take fewer columns, or export as CSV.`,
  }),
  'text-too-long-for-excel': (d) => ({
    zh: `「${d('column')}」第 ${d('row')} 行有 ${d('length')} 个字符，Excel 一个单元格最多 ${d('most')} 个。没有写出任何文件。请去掉这个字段，或导出为 CSV。`,
    en: `"${d('column')}" has ${d('length')} characters in row ${d('row')}, and a cell of Excel takes ${d('most')}. No file was written. Leave that field out, or export as CSV.`,
  }),
  'top-by-unknown-value': (d) => ({
    zh: `前 N 项按「${d('by')}」排列，但它不在值中。请加上它，可以设为隐藏。`,
    en: `The top list goes by "${d('by')}", which is none of the values. Add it; it may be hidden.`,
  }),
  'top-not-on-a-shelf': (d) => ({
    zh: `前 N 项的「${d('field')}」不在行或列上。`,
    en: `"${d('field')}" of the top list stands on no shelf.`,
  }),
  'top-of-a-date': (d) => ({
    zh: `日期「${d('field')}」没有前 N 项。请用期间。`,
    en: `There is no top list of the date "${d('field')}". Give a period.`,
  }),
  'study-breakdown': (d) => ({
    zh: `分析不能按「${d('field')}」拆分：它按明细行分布，或是通用日期。请换一个维度；按产品筛选是可以的。`,
    en: `A study cannot be broken down by "${d('field')}": it stands on lines, or is the conformed date. Take another dimension; it can be filtered by.`,
  }),
  'unknown-param': (d) => ({
    zh: `「${d('metric')}」没有参数「${d('param')}」${d('known') === '' ? '' : `，有：${d('known')}`}。`,
    en: `"${d('metric')}" has no parameter "${d('param')}"${d('known') === '' ? '' : `; it has: ${d('known')}`}.`,
  }),
  'unknown-sort': (d) => ({
    zh: `不能按「${d('by')}」排序：它既不是值，也不在行上。`,
    en: `Rows cannot be sorted by "${d('by')}": it is neither a value nor on the rows.`,
  }),
  'unknown-value': (d) => ({
    zh: `计算所用的「${d('of')}」不在值中。`,
    en: `"${d('of')}", of which something is to be calculated, is none of the values.`,
  }),
}

/** The sentence of a refusal; null where its reason is none of a report's. */
export function reportRefusal(details: ErrorDetails): LocalText | null {
  const reason = details['reason']
  const sentence = typeof reason === 'string' && Object.hasOwn(refusals, reason) ? refusals[reason] : undefined
  return sentence?.((name) => shownDetail(details[name])) ?? null
}

/** A detail as it stands in a sentence. */
export function shownDetail(value: ErrorDetails[string] | undefined): string {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.join(', ') : String(value)
}
