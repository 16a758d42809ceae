import type { StudyCell, StudyTableInput } from '../../../contract/study-result.ts'
import type { LocalText } from '../../../contract/text.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { dayWord, local } from '../words.ts'
import { dependenceLimit } from '../statistics/customer-base/gamma-gamma.ts'
import { holdOutLimit } from '../statistics/customer-base/customer-base.ts'
import { fewestCustomers, fewestRepeaters } from '../statistics/customer-base/fit.ts'
import { evennessLimit, type ModelFacts } from './customer-model.ts'

interface Check {
  readonly id: string
  readonly label: LocalText
  readonly value: number | null
  readonly limit: number
  readonly passed: boolean | null
}

/** What was looked at before predictions are shown; passed null = could not be tried. */
function checksOf({ customers, repeaters, evenness, fit, holdOut, spend }: ModelFacts): Check[] {
  const isFitted = 'alive' in fit
  const found = holdOut?.found ?? null
  const correlation =
    spend === null ? null : spend.kind === 'refused' ? (spend.details['correlation'] ?? null) : spend.independence.coefficient
  const off = found === null ? null : (found.totalError ?? (found.expected > 0 ? 1 : 0))
  return [
    {
      id: 'customers',
      label: local('客户数不少于', 'Customers, at least'),
      value: customers.count,
      limit: fewestCustomers,
      passed: customers.count >= fewestCustomers,
    },
    {
      id: 'repeaters',
      label: local('再次购买的客户不少于', 'Customers who bought again, at least'),
      value: repeaters,
      limit: fewestRepeaters,
      passed: repeaters >= fewestRepeaters,
    },
    {
      id: 'evenness',
      label: local(
        '购买间隔的均匀度不超过（随机为 1，合同远高于此）',
        'Evenness of the times between purchases, at most (chance has 1, contracts far more)',
      ),
      value: evenness.shape,
      limit: evennessLimit,
      passed: evenness.shape === null ? null : evenness.shape <= evennessLimit,
    },
    {
      id: 'maximum',
      label: local('数据能确定模型（1 = 能）', 'The data settle the model (1 = they do)'),
      value: isFitted ? 1 : fit.reason === 'no-maximum' ? 0 : null,
      limit: 1,
      passed: isFitted ? true : fit.reason === 'no-maximum' ? false : null,
    },
    {
      id: 'hold-out-total',
      label: local('检验期购买总数的偏差不超过', 'Purchases of the part held out, predicted off by at most'),
      value: off === null ? null : Math.abs(off),
      limit: holdOutLimit,
      passed: off === null ? null : Math.abs(off) <= holdOutLimit,
    },
    {
      id: 'hold-out-mean',
      label: local('每个客户的平均偏差小于按平均值猜', 'Off per customer by less than if all are given the mean'),
      value: found?.meanError ?? null,
      limit: found?.meanErrorOfMean ?? 0,
      passed: found === null ? null : found.meanError < found.meanErrorOfMean,
    },
    {
      id: 'independence',
      label: local('单次金额与购买次数的相关不超过', 'Correlation of money per purchase and number of purchases, at most'),
      value: correlation === null ? null : Math.abs(correlation),
      limit: dependenceLimit,
      passed: correlation === null ? null : Math.abs(correlation) <= dependenceLimit,
    },
  ]
}

const verdicts = { passed: local('通过', 'Passed'), failed: local('不通过', 'Failed'), untried: local('无法检验', 'Could not be tried') }

/** See the answer's `checks`. */
export function checksTable(facts: ModelFacts): StudyTableInput {
  const checks = checksOf(facts)
  return {
    id: 'checks',
    label: local('模型是否适用', 'Whether the model fits'),
    columns: [
      keyColumn('check', '检查', 'Check', 'text', Object.fromEntries(checks.map(({ id, label }) => [id, label]))),
      valueColumn('value', '测得', 'Found', 'none'),
      valueColumn('limit', '界限', 'Limit', 'none'),
      { ...keyColumn('verdict', '结论', 'Verdict', 'text', verdicts), role: 'value' },
    ],
    rows: checks.map(({ id, value, limit, passed }) => ({
      check: id,
      value,
      limit: value === null ? null : limit,
      verdict: passed === null ? 'untried' : passed ? 'passed' : 'failed',
    })),
  }
}

/** See the answer's `holdout`: purchases in the part of the history that was held out, by purchases before. */
export function holdOutTable({ holdOut }: ModelFacts): StudyTableInput {
  const classes = holdOut?.found?.classes ?? []
  const last = classes.at(-1)?.frequency ?? 0
  return {
    id: 'holdout',
    label:
      holdOut === null
        ? local('预测检验', 'Predictions tried out')
        : local(`预测检验：${dayWord(holdOut.split).zh}之后`, `Predictions tried out: after ${dayWord(holdOut.split).en}`),
    columns: [
      keyColumn('repeats', '此前复购天数', 'Days bought again before', 'text'),
      valueColumn('customers', '客户数', 'Customers', 'count'),
      valueColumn('expected', '预测人均', 'Predicted per customer', 'none'),
      valueColumn('actual', '实际人均', 'Actual per customer', 'none'),
    ],
    rows: classes.map(({ frequency, customers, expected, actual }) => ({
      repeats: frequency === last && frequency === 7 ? '7+' : String(frequency),
      customers,
      expected,
      actual,
    })),
  }
}

/** See the answer's `model`: what was fitted, times in weeks, money in the reporting currency. */
export function modelTable({ name, fit, spend }: ModelFacts): StudyTableInput {
  const rows: Record<string, StudyCell>[] = []
  const put = (model: string, { parameters, standardErrors, logLikelihood }: Fitted): void => {
    for (const [parameter, value] of Object.entries(parameters))
      rows.push({ model, parameter, value, error: standardErrors?.[parameter] ?? null })
    rows.push({ model, parameter: 'log-likelihood', value: logLikelihood, error: null })
  }
  if ('alive' in fit) put(name, fit)
  if (spend !== null && spend.kind === 'fitted')
    put('gamma-gamma', {
      parameters: { ...spend.parameters },
      standardErrors: spend.standardErrors === null ? null : { ...spend.standardErrors },
      logLikelihood: spend.logLikelihood,
    })
  return {
    id: 'model',
    label: local('模型参数', 'Parameters of the model'),
    columns: [
      keyColumn('model', '模型', 'Model', 'text', {
        'bg-nbd': local('BG/NBD', 'BG/NBD'),
        'pareto-nbd': local('Pareto/NBD', 'Pareto/NBD'),
        'gamma-gamma': local('Gamma-Gamma（金额）', 'Gamma-Gamma (money)'),
      }),
      keyColumn('parameter', '参数', 'Parameter', 'text', { 'log-likelihood': local('对数似然', 'Log-likelihood') }),
      valueColumn('value', '值', 'Value', 'none'),
      valueColumn('error', '标准误', 'Standard error', 'none'),
    ],
    rows,
  }
}

interface Fitted {
  readonly parameters: Readonly<Record<string, number>>
  readonly standardErrors: Readonly<Record<string, number>> | null
  readonly logLikelihood: number
}
