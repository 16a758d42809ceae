import type { FunnelParams } from '../../../contract/study-funnel.ts'
import type { LocalText } from '../../../contract/text.ts'
import type { StudyScope } from '../scope.ts'
import { count, days, local, percent, span } from '../words.ts'
import { unitLabels } from './funnel-steps.ts'
import type { Tally } from './tally.ts'

/** The whole way in one sentence, and the step where most are lost. */
export function funnelHeadline(
  params: FunnelParams,
  { range }: StudyScope,
  labels: readonly LocalText[],
  all: Tally,
  shown: readonly number[],
): LocalText {
  const unit = unitLabels[params.unit]
  const [entered, completed] = [shown[0] ?? 0, shown.at(-1) ?? 0]
  const said = span(range)
  const when = { zh: said.zh, en: said.en === '' ? '' : ` ${said.en}` }
  if (entered === 0)
    return local(
      `${when.zh}没有${unit.zh}走到“${labels[0]?.zh ?? ''}”，因此没有漏斗。`,
      `No ${unit.en} made the step ${labels[0]?.en ?? ''}${when.en}, so there is no funnel.`,
    )
  const last = labels.at(-1)
  const share = percent(completed / entered)
  const whole = local(
    `${when.zh}进入的 ${count(entered)} 个${unit.zh}中，${count(completed)} 个走到“${last?.zh ?? ''}”（${share}）`,
    `Of ${count(entered)} ${unit.many} that entered${when.en}, ${count(completed)} made it to ${last?.en ?? ''} (${share})`,
  )
  if (params.view === 'period')
    return local(
      `${when.zh}期间内发生：${labels[0]?.zh ?? ''} ${count(entered)}，${last?.zh ?? ''} ${count(completed)}（同期之比 ${share}，不是同一批）。`,
      `${labels[0]?.en ?? ''} ${count(entered)} and ${last?.en ?? ''} ${count(completed)}${when.en}: ${share} side by side, not of one cohort.`,
    )
  const worst = all.lost.indexOf(Math.max(...all.lost))
  const lost = all.lost[worst] ?? 0
  if (lost === 0) return local(`${whole.zh}。`, `${whole.en}.`)
  const median = all.fromFirst.at(-1)
  const took =
    median === null || median === undefined
      ? local('', '')
      : local(`，中位用时 ${days(median)} 天`, `, in ${days(median)} days at the median`)
  return local(
    `${whole.zh}${took.zh}；流失最多的是“${labels[worst]?.zh ?? ''}”之前：${count(lost)} 个。`,
    `${whole.en}${took.en}; most stopped before ${labels[worst]?.en ?? ''}: ${count(lost)}.`,
  )
}
