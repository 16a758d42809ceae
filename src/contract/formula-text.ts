import type { ErrorDetails } from './errors.ts'
import { studyRefusal } from './study-refusals.ts'
import type { LocalText } from './text.ts'

type Say = (detail: (key: string) => string) => LocalText

/** What each reason says; it stands after "the formula …". */
const reasons = {
  'too-long': (of) => ({ zh: `太长：最多 ${of('limit')} 个字符`, en: `is too long: ${of('limit')} characters at most` }),
  'too-deep': (of) => ({ zh: `嵌套太深：最多 ${of('limit')} 层`, en: `is nested too deeply: ${of('limit')} levels at most` }),
  'too-large': () => ({ zh: '连同它用到的字段太大', en: 'is too large together with the fields it names' }),
  'unexpected-character': () => ({ zh: '这里有不认识的字符', en: 'has a character here that means nothing' }),
  'unclosed-text': () => ({ zh: '文本没有以引号结束', en: 'has a text without its closing quote' }),
  'unclosed-name': () => ({ zh: '字段名没有以 ] 结束', en: 'has a name without its closing ]' }),
  'bad-number': () => ({
    zh: '这里的数字不正确，或超过 15 位',
    en: 'has a number here that cannot be read, or one of more than 15 digits',
  }),
  expected: (of) => ({ zh: `这里应为 ${expectedZh(of('expected'))}`, en: `needs ${expectedEn(of('expected'))} here` }),
  'ends-early': (of) => ({
    zh: `没有写完，还应有 ${expectedZh(of('expected'))}`,
    en: `ends where ${expectedEn(of('expected'))} should follow`,
  }),
  'bare-word': () => ({ zh: '这里的词不认识；字段名写在 [ ] 里', en: 'has a word here that means nothing; names of fields stand in [ ]' }),
  'chained-comparison': () => ({ zh: '比较不能连写，请用 and 连接', en: 'compares twice in a row; join two comparisons with and' }),
  'no-such-day': () => ({ zh: '日期写作 date("2026-01-31")，且必须存在', en: 'writes a day as date("2026-01-31"), and it has to exist' }),
  'unknown-function': (of) => ({ zh: `没有函数「${of('function')}」`, en: `calls "${of('function')}", which is no function` }),
  'argument-count': (of) => ({
    zh: `参数个数不对，应为 ${of('signature')}`,
    en: `gives too many or too few values; it is ${of('signature')}`,
  }),
  'argument-type': (of) => ({
    zh: `这里需要${kindZh(of('expected'))}，不能是${kindZh(of('found'))}`,
    en: `needs ${kindEn(of('expected'))} here, not ${kindEn(of('found'))}`,
  }),
  'compared-with-empty': () => ({
    zh: '与 empty 比较没有结果，请用 is_empty( )',
    en: 'compares with empty, which is never true; use is_empty( )',
  }),
  'unit-mismatch': (of) => ({
    zh: `单位不同，不能相加或比较：${of('left')} 与 ${of('right')}`,
    en: `adds or compares different units: ${of('left')} and ${of('right')}`,
  }),
  'unit-given': (of) => ({
    zh: `结果的单位是 ${of('left')}，不能改为 ${of('right')}`,
    en: `gives ${of('left')}, which cannot be read as ${of('right')}`,
  }),
  'unknown-name': (of) => ({ zh: `没有字段或指标「${of('name')}」`, en: `names "${of('name')}", and there is no such field or metric` }),
  'ambiguous-name': (of) => ({
    zh: `名称「${of('name')}」不止一个，请写编号`,
    en: `names "${of('name')}", and more than one thing is called so; write the id`,
  }),
  'broken-field': (of) => ({ zh: `用到的字段「${of('name')}」本身无法计算`, en: `names "${of('name')}", which cannot be computed itself` }),
  'metric-in-row': (of) => ({
    zh: `「${of('name')}」是指标，不能逐行使用`,
    en: `names "${of('name')}", a metric, which a single row does not have`,
  }),
  'field-outside-aggregate': (of) => ({
    zh: `字段「${of('name')}」要放在 sum、count 等汇总函数里`,
    en: `names "${of('name')}", a field of rows; put it into sum, count or another aggregate`,
  }),
  'aggregate-in-row': (of) => ({
    zh: `逐行计算不能用汇总函数 ${of('function')}`,
    en: `uses the aggregate ${of('function')} where a single row is meant`,
  }),
  'only-in-rows': (of) => ({ zh: `函数 ${of('function')} 只能用在汇总函数里面`, en: `uses ${of('function')} outside of an aggregate` }),
  'no-conformed-date': () => ({
    zh: '「date」随指标而变，请用具体的日期字段',
    en: 'names "date", which is another one for every metric; name a date of its own',
  }),
  'not-a-date': (of) => ({ zh: `「${of('name')}」不是日期`, en: `takes "${of('name')}" for a date, which it is not` }),
  'no-fact': () => ({ zh: '看不出汇总哪些记录，请用 by 写明日期', en: 'does not say which rows to aggregate; name their date with by' }),
  'several-facts': (of) => ({
    zh: `一次汇总只能用一种记录：${of('facts')}；请用 by 写明日期`,
    en: `aggregates rows of several kinds at once: ${of('facts')}; name a date with by`,
  }),
  'no-common-fact': (of) => ({
    zh: `没有记录同时具有这些字段：${of('name')}`,
    en: `combines fields that no row has together: ${of('name')}`,
  }),
  'by-lines': (of) => ({
    zh: `「${of('name')}」按产品明细而不同，不能用在汇总条件里；请在报表中筛选`,
    en: `filters by "${of('name')}", which differs from line to line; filter the report by it instead`,
  }),
  'not-a-number': (of) => ({
    zh: `指标的结果应为数字，不能是${kindZh(of('found'))}`,
    en: `gives ${kindEn(of('found'))}, and a metric is a number`,
  }),
  'no-metric': () => ({ zh: '没有用到任何指标或汇总', en: 'names no metric and aggregates nothing' }),
  'no-field': () => ({ zh: '没有用到任何字段', en: 'names no field' }),
  'date-result': () => ({
    zh: '结果是日期，维度请用 year( )、month( ) 等',
    en: 'gives a date, which cannot be a dimension; take its year( ), month( ) …',
  }),
  'order-of-date': (of) => ({
    zh: `日期「${of('name')}」按时间排列，不能另定顺序`,
    en: `orders "${of('name')}", a date, which stands by time`,
  }),
  'breaks-others': (of) => ({ zh: `会使用到它的字段无法计算：${of('fields')}`, en: `would break fields that lean on it: ${of('fields')}` }),
  cycle: (of) => ({
    zh: `绕回了自己：${of('chain').replaceAll(', ', ' → ')}`,
    en: `leads back to itself: ${of('chain').replaceAll(', ', ' -> ')}`,
  }),
} as const satisfies Readonly<Record<string, Say>>

/** Why a formula can't be used: `details.reason` of `invalid-formula`. */
export type FormulaReason = keyof typeof reasons

const kinds: Readonly<Record<string, LocalText>> = {
  number: { zh: '数字', en: 'a number' },
  text: { zh: '文本', en: 'text' },
  boolean: { zh: '是/否', en: 'yes or no' },
  date: { zh: '日期', en: 'a date' },
  empty: { zh: '空值', en: 'nothing' },
  digits: { zh: '写出的整数', en: 'a whole number written out' },
  value: { zh: '值', en: 'a value' },
}
const kindZh = (kind: string): string => kinds[kind]?.zh ?? ` ${kind}`
const kindEn = (kind: string): string => kinds[kind]?.en ?? kind

const expectedWords: Readonly<Record<string, LocalText>> = {
  value: { zh: '值', en: 'a value' },
  name: { zh: '[字段名]', en: 'a [name]' },
  operator: { zh: '运算符', en: 'an operator' },
}
const expectedZh = (expected: string): string => expectedWords[expected]?.zh ?? expected
const expectedEn = (expected: string): string => expectedWords[expected]?.en ?? expected

const textOf = (value: ErrorDetails[string] | undefined): string =>
  value === null || value === undefined ? '' : Array.isArray(value) ? value.join(', ') : String(value)

/** The sentence of `invalid-formula`: what is wrong, where, and what may have been meant. */
export function formulaText(details: ErrorDetails): LocalText {
  const detail = (key: string): string => textOf(details[key])
  const say: Say | undefined = Object.hasOwn(reasons, detail('reason')) ? reasons[detail('reason') as FormulaReason] : undefined
  // A segment's study may refuse it in its own words.
  const refused = say === undefined ? studyRefusal(details) : null
  if (refused !== null) return refused
  const said = say?.(detail) ?? { zh: '不正确', en: 'is not valid' }
  const place = typeof details['position'] === 'number' && detail('near') !== '' ? details['position'] + 1 : null
  const field = detail('field')
  const meant = detail('didYouMean')
  return {
    zh: `公式${field === '' ? '' : `「${field}」`}${place === null ? '' : `第 ${place} 个字符（${detail('near')}）处`}${said.zh}。${meant === '' ? '' : `可以试试：${meant}。`}没有任何改动。`,
    en: `The formula${field === '' ? '' : ` of "${field}"`} ${said.en}${place === null ? '' : ` (character ${place}: ${detail('near')})`}.${meant === '' ? '' : ` Try: ${meant}.`} Nothing was changed. Correct it and try again.`,
  }
}
