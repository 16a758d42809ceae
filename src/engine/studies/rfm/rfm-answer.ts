import type { RfmParams } from '../../../contract/study-rfm.ts'
import type { StudyFigureInput } from '../../../contract/study-result.ts'
import type { LocalText } from '../../../contract/text.ts'
import { fromUnits } from '../../sheets/exact.ts'
import { exactNumber } from '../exact-number.ts'
import type { StudyScope } from '../scope.ts'
import type { StudyAnswer } from '../study.ts'
import { count, local, percent, span } from '../words.ts'
import { segmentSums, type RfmFacts, type SegmentSum } from './rfm-facts.ts'
import { customersTable, cutsTable, gridTable, movesTable, segmentsTable, traitsTable } from './rfm-tables.ts'
import { rfmCaveats, rfmDefinition } from './rfm-text.ts'

/** Scores as a sentence, figures and tables: `segments`, `grid`, `cuts`, `customers`, `moves`, `traits`. */
export function rfmAnswer(scope: StudyScope, params: RfmParams, facts: RfmFacts): StudyAnswer {
  const sums = segmentSums(facts)
  const words = Object.fromEntries(facts.segments.map(({ id, label }) => [id, label]))
  return {
    headline: headline(scope, facts, sums),
    figures: figures(facts, sums),
    tables: [
      segmentsTable(scope, facts, sums, words),
      gridTable(facts, words),
      cutsTable(scope, facts),
      customersTable(scope, facts, words),
      ...(facts.moves === null ? [] : [movesTable(facts.moves, facts.segments, words)]),
      ...(facts.traits === null ? [] : [traitsTable(facts.traits)]),
    ],
    charts: [
      {
        id: 'segments',
        kind: 'bar',
        label: local('各层客户数', 'Customers by segment'),
        table: 'segments',
        x: 'segment',
        y: ['customers'],
      },
      { id: 'money', kind: 'bar', label: local('各层金额', 'Money by segment'), table: 'segments', x: 'segment', y: ['amount'] },
      {
        id: 'grid',
        kind: 'heat',
        label: local('最近购买 × 购买次数', 'Recency by frequency'),
        table: 'grid',
        x: 'f',
        y: ['customers'],
        series: 'r',
      },
      ...(facts.moves === null
        ? []
        : [
            {
              id: 'moves',
              kind: 'sankey' as const,
              label: local('层间迁移', 'Moves between segments'),
              table: 'moves',
              x: 'before',
              y: ['customers'],
              series: 'now',
            },
          ]),
      ...(facts.traits === null
        ? []
        : [
            {
              id: 'traits',
              kind: 'bar' as const,
              label: local(
                `“${facts.traits.segment.label.zh}”：各值占比是全部客户的几倍`,
                `${facts.traits.segment.label.en}: share of each value, times that among all customers`,
              ),
              table: 'traits',
              x: 'value',
              y: ['lift'],
            },
          ]),
    ],
    definition: rfmDefinition(params),
    caveats: rfmCaveats(params, facts),
    segments: sums
      .filter(({ customers }) => customers > 0)
      .map(({ segment, customers }) => ({ id: segment.id, label: segment.label, entity: 'account', n: customers })),
    period: facts.window,
  }
}

function figures({ n, others }: RfmFacts, sums: readonly SegmentSum[]): StudyFigureInput[] {
  const total = sums.reduce((sum, { amount }) => sum + amount, 0n)
  return [
    { id: 'customers', label: local('窗口内客户', 'Customers in the window'), value: n, unit: 'count', n },
    { id: 'amount', label: local('金额', 'Money'), value: exactNumber(fromUnits(total)), unit: 'money', n },
    {
      id: 'lapsed',
      label: local('以前购买过，窗口内没有', 'Bought before, not in the window'),
      value: others.lapsed,
      unit: 'count',
      n: others.lapsed,
    },
    { id: 'never', label: local('从未购买的客户档案', 'Accounts that never bought'), value: others.never, unit: 'count', n: others.never },
  ]
}

function headline({ asOf }: StudyScope, { n, window }: RfmFacts, sums: readonly SegmentSum[]): LocalText {
  const when = span({ from: window.from, to: Math.min(window.to, asOf) })
  if (n === 0) return local(`${when.zh}没有客户购买，因此没有分层。`, `Nobody bought ${when.en}, so there are no segments.`)
  const total = sums.reduce((sum, { amount }) => sum + amount, 0n)
  const [best] = sums.toSorted((a, b) => Number(b.amount - a.amount))
  if (best === undefined || total <= 0n)
    return local(
      `${when.zh}有 ${count(n)} 个客户，金额合计不为正。`,
      `${count(n)} customers bought ${when.en}, and returns outweigh what they paid.`,
    )
  const [of, money] = [percent(best.customers / n), percent(Number(best.amount) / Number(total))]
  return local(
    `${count(n)} 个客户中，${of} 属于“${best.segment.label.zh}”，贡献了 ${money} 的金额。`,
    `Of ${count(n)} customers ${of} are in the segment "${best.segment.label.en}" and bring ${money} of the money.`,
  )
}
