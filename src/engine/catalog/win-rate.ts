import { closedDeals, closedMoney, createdDeals, createdWon, openDeals, openMoney, wonDeals, wonMoney } from './deal-parts.ts'
import type { Formula, ParamDefinition } from './definition.ts'

export const populationParam: ParamDefinition = {
  id: 'population',
  label: { zh: '分母', en: 'Population' },
  default: 'closed',
  choices: [
    { value: 'closed', label: { zh: '已结束商机', en: 'Closed deals' } },
    { value: 'cohort', label: { zh: '期内新增商机', en: 'Deals created in the period' } },
    { value: 'all', label: { zh: '已结束与在手商机', en: 'Closed and still open deals' } },
  ],
}

export const winRate: Readonly<Record<string, Formula>> = {
  closed: { parts: { won: wonDeals, closed: closedDeals }, value: '{won} / nullif({closed}, 0)', population: 'closed', numerator: 'won' },
  cohort: {
    parts: { won: createdWon, created: createdDeals, open: { ...createdDeals, where: "f.status = 'open'" } },
    value: '{won} / nullif({created}, 0)',
    population: 'created',
    numerator: 'won',
    immature: {
      part: 'open',
      text: { zh: '{share} 的商机仍在手，赢单率会继续变化。', en: '{share} of the deals are still open, so the rate will still change.' },
    },
  },
  all: {
    parts: { won: wonDeals, closed: closedDeals, open: openDeals },
    value: '{won} / nullif({closed} + {open}, 0)',
    population: 'closed',
    numerator: 'won',
  },
}

export const winRateByValue: Readonly<Record<string, Formula>> = {
  closed: {
    parts: { won: wonMoney, money: closedMoney, closed: closedDeals, n: wonDeals },
    value: 'coalesce({won}::double, 0) / nullif({money}::double, 0)',
    population: 'closed',
    numerator: 'n',
  },
  cohort: {
    parts: {
      won: { ...wonMoney, on: 'created' },
      n: createdWon,
      created: createdDeals,
      money: { fact: 'opportunity', on: 'created', sum: 'f.amount_reporting', money: true },
    },
    value: 'coalesce({won}::double, 0) / nullif({money}::double, 0)',
    population: 'created',
    numerator: 'n',
  },
  all: {
    parts: { won: wonMoney, money: closedMoney, open: openMoney, closed: closedDeals, n: wonDeals },
    value: 'coalesce({won}::double, 0) / nullif(coalesce({money}::double, 0) + coalesce({open}::double, 0), 0)',
    population: 'closed',
    numerator: 'n',
  },
}
