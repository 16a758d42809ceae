import type { LocalText } from '../../../contract/text.ts'
import { count, local, percent } from '../words.ts'
import type { NoModel } from './buying-model.ts'

type Sentence = (detail: (name: string) => number) => LocalText

/** Why nothing is predicted, in plain words and without a full stop. */
const sentences: Readonly<Record<string, Sentence>> = {
  'too-few-customers': (d) => ({
    zh: `只有 ${count(d('customers'))} 个客户，至少要 ${count(d('needed'))} 个，否则估计的只是偶然`,
    en: `there are ${count(d('customers'))} customers, and with fewer than ${count(d('needed'))} an estimate tells of chance`,
  }),
  'too-few-repeaters': (d) => ({
    zh: `只有 ${count(d('repeaters'))} 个客户再次购买过，至少要 ${count(d('needed'))} 个才看得出购买的节奏`,
    en: `${count(d('repeaters'))} customers have bought again, and a rhythm can be learnt from ${count(d('needed'))} or more`,
  }),
  'buys-by-contract': (d) => ({
    zh: `购买间隔非常均匀（均匀度 ${d('shape').toFixed(1)}，随机购买为 1），像合同或订阅；这里的模型只适用于客户随时可能购买、也随时可能离开的情形，请看同期群留存`,
    en: `customers buy as evenly as by contract or subscription (evenness ${d('shape').toFixed(1)}, where chance has 1); these models are for people who may buy or leave at any time, so look at the retention of cohorts instead`,
  }),
  'no-maximum': () => ({
    zh: '数据不能确定模型：看起来没有人离开，或全部一起离开',
    en: 'the data do not settle the model: it looks as if nobody ever left, or all at once',
  }),
  'spend-without-mean': () => ({
    zh: '各客户的单次金额相差过大，没有稳定的平均值',
    en: 'the money of a purchase differs so much between customers that it has no steady mean',
  }),
  'spend-depends-on-frequency': (d) => ({
    zh: `单次金额与购买次数相关（相关系数 ${d('correlation').toFixed(2)}，上限 ${d('limit').toFixed(1)}），而模型要求两者无关`,
    en: `the money of a purchase goes with how often one buys (correlation ${d('correlation').toFixed(2)}, the limit is ${d('limit').toFixed(1)}), and the model takes them to be independent`,
  }),
  'fails-hold-out': (d) => ({
    zh: `拿前一段历史预测其余部分，总数${d('totalError') < 0 ? '少' : '多'}估 ${percent(Math.abs(d('totalError')))}（上限 ${percent(d('limit'))}），每个客户平均差 ${d('meanError').toFixed(3)} 次（都按平均值猜为 ${d('meanErrorOfMean').toFixed(3)} 次），不够好`,
    en: `from the first part of the history the rest was predicted ${percent(Math.abs(d('totalError')))} too ${d('totalError') < 0 ? 'low' : 'high'} in total (the limit is ${percent(d('limit'))}) and ${d('meanError').toFixed(3)} purchases off per customer (${d('meanErrorOfMean').toFixed(3)} if all are given the mean), which is not good enough`,
  }),
}

/** The reason of a refusal; `ofPart` = it was the first part of the history that could not be fitted. */
export function refusalText({ reason, details }: Pick<NoModel, 'reason' | 'details'>, ofPart = false): LocalText {
  const sentence = sentences[reason]
  if (sentence === undefined) throw new Error(`no sentence for ${reason}`)
  const text = sentence((name) => details[name] ?? 0)
  return ofPart ? local(`无法用前一段历史检验：${text.zh}`, `it cannot be tried on the first part of the history: ${text.en}`) : text
}
