import type { ErrorDetails } from './errors.ts'
import { reportRefusal, shownDetail } from './report-refusals.ts'
import type { LocalText } from './text.ts'

type Sentence = (detail: (name: string) => string) => LocalText

/** What is wrong with a question to a study, and what to do about it; `reason` of `invalid-study` names one of these or one of a report's. */
const refusals: Readonly<Record<string, Sentence>> = {
  params: (d) => ({
    zh: `分析「${d('study')}」的参数不正确（${d('path')}：${d('problem')}）。请更正后重试。`,
    en: `A parameter of the study "${d('study')}" does not fit (${d('path')}: ${d('problem')}). Correct it and try again.`,
  }),
  'no-such-drill': (d) => ({
    zh: `这项分析里没有「${d('drill')}」。请重新打开分析，再从数字进入明细。`,
    en: `This study has nothing called "${d('drill')}". Open the study again and go to the rows from its numbers.`,
  }),
  'unknown-stage': (d) => ({
    zh: `没有名为「${d('stage')}」的阶段，有：${d('known')}。`,
    en: `There is no stage "${d('stage')}". There are: ${d('known')}.`,
  }),
  'step-not-of-unit': (d) => ({
    zh: `「${d('unit')}」的漏斗没有步骤「${d('step')}」，可选：${d('known')}。`,
    en: `A funnel of "${d('unit')}" has no step "${d('step')}"; it can have: ${d('known')}.`,
  }),
  'bridge-ends': (d) => ({
    zh: `期初 ${d('from')} 晚于期末 ${d('to')}，请把期初改到期末之前。`,
    en: `The bridge starts on ${d('from')}, after its end on ${d('to')}. Let it start before it ends.`,
  }),
  'bridge-scope': (d) => ({
    zh: `预计成交范围从 ${d('from')} 到 ${d('to')}，开始晚于结束，请更正。`,
    en: `The expected closes run from ${d('from')} to ${d('to')}, which ends before it starts. Correct the scope.`,
  }),
  'bridge-groups': (d) => ({
    zh: `按阶段看时分组就是阶段，不能再按「${d('field')}」分组。去掉分组，或改用按预计成交的方式。`,
    en: `By stage the groups are the stages, so there can be no other breakdown ("${d('field')}"). Leave it out, or look by expected close.`,
  }),
  'no-classes': (d) => ({
    zh: `分析「${d('study')}」不给${d('of')}分类，请保存某个数字背后的明细。`,
    en: `The study "${d('study')}" does not put ${d('of')} into classes. Save the rows behind one of its numbers instead.`,
  }),
  'list-of-others': (d) => ({
    zh: `这个数字背后是${d('found')}，不是${d('of')}。请从该数字的明细重新保存。`,
    en: `Behind this number stand ${d('found')}, not ${d('of')}. Save it again from its rows.`,
  }),
  'unknown-segment': (d) => ({
    zh: `没有名为「${d('segment')}」的客户分层，有：${d('known')}。`,
    en: `There is no segment "${d('segment')}". There are: ${d('known')}.`,
  }),
  'exclude-outside': (d) => ({
    zh: `排除步骤的位置 ${d('after')} 到 ${d('before')} 不在漏斗的 ${d('steps')} 步之内。`,
    en: `The excluded step lies between ${d('after')} and ${d('before')}, and the funnel has ${d('steps')} steps.`,
  }),
}

/** The sentence of a refusal; null where its reason is none of a study's. */
export function studyRefusal(details: ErrorDetails): LocalText | null {
  const reason = details['reason']
  const sentence = typeof reason === 'string' && Object.hasOwn(refusals, reason) ? refusals[reason] : undefined
  return sentence?.((name) => shownDetail(details[name])) ?? reportRefusal(details)
}
