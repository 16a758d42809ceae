import { dayOf } from './calendar.ts'
import type { DayNumber } from './calendar.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly team: string | null
  readonly manager: string | null
  readonly from: string
  readonly to: string | null
  /** Chance to win, speed and amount of work relative to 1. Managers carry few deals of their own, the director none. */
  readonly skill: number
  readonly load: number
}

const person = (
  id: string,
  name: string,
  title: string,
  team: string | null,
  manager: string | null,
  skill: number,
  load: number,
  from = '2023-03-01',
  to: string | null = null,
): Person => ({ id, name, title, team, manager, from, to, skill, load })

export const teams = [
  { id: 'T1', name: '华东战队', region: '华东' },
  { id: 'T2', name: '华北战队', region: '华北' },
  { id: 'T3', name: '华南战队', region: '华南' },
  { id: 'T4', name: '大客户部', region: '全国' },
] as const

// Surnames with solar terms: plainly nobody.
export const people: readonly Person[] = [
  person('U01', '江小满', '销售总监', null, null, 1, 0),
  person('U02', '宋谷雨', '团队经理', '华东战队', '江小满', 1.15, 0.12),
  person('U03', '陆白露', '团队经理', '华北战队', '江小满', 1, 0.1),
  person('U04', '沈立夏', '团队经理', '华南战队', '江小满', 1.05, 0.1),
  person('U05', '顾惊蛰', '团队经理', '大客户部', '江小满', 1.2, 0.18),
  person('U06', '许清明', '高级销售', '华东战队', '宋谷雨', 1.35, 1.25),
  person('U07', '陈霜降', '销售代表', '华东战队', '宋谷雨', 0.95, 1),
  person('U08', '何立冬', '销售代表', '华东战队', '宋谷雨', 0.72, 0.9),
  person('U09', '苏小寒', '高级销售', '华北战队', '陆白露', 1.12, 1.05),
  person('U10', '秦大暑', '销售代表', '华北战队', '陆白露', 0.6, 0.85, '2023-09-01', '2026-03-31'),
  person('U11', '叶秋分', '高级销售', '华南战队', '沈立夏', 1.22, 1.15),
  person('U12', '方芒种', '销售代表', '华南战队', '沈立夏', 0.88, 0.95, '2025-09-01'),
  person('U13', '韩春分', '大客户经理', '大客户部', '顾惊蛰', 1.3, 0.8),
  person('U14', '白冬至', '大客户经理', '大客户部', '顾惊蛰', 0.9, 0.75),
]

export function isActive(owner: Person, day: DayNumber): boolean {
  return day >= dayOf(owner.from) && (owner.to === null || day <= dayOf(owner.to))
}

export interface Product {
  readonly id: string
  readonly name: string
  readonly line: string
  readonly price: number
  readonly cost: number
  readonly most: number
  readonly weight: number
}

export const products: readonly Product[] = [
  { id: 'P01', name: '云擎MES 标准版', line: '云擎软件', price: 168_000, cost: 42_000, most: 2, weight: 16 },
  { id: 'P02', name: '云擎MES 旗舰版', line: '云擎软件', price: 398_000, cost: 96_000, most: 2, weight: 9 },
  { id: 'P03', name: '云擎看板', line: '云擎软件', price: 58_000, cost: 12_000, most: 3, weight: 11 },
  { id: 'P04', name: '云擎能耗管家', line: '云擎软件', price: 126_000, cost: 31_000, most: 2, weight: 8 },
  { id: 'P05', name: '臻测视觉检测机 V2', line: '智能装备', price: 286_000, cost: 171_000, most: 4, weight: 14 },
  { id: 'P06', name: '臻测视觉检测机 V2 Pro', line: '智能装备', price: 468_000, cost: 262_000, most: 3, weight: 9 },
  { id: 'P07', name: '灵动AGV 300', line: '智能装备', price: 152_000, cost: 98_000, most: 6, weight: 13 },
  { id: 'P08', name: '灵动AGV 800', line: '智能装备', price: 268_000, cost: 166_000, most: 4, weight: 8 },
  { id: 'P09', name: '年度维保', line: '专业服务', price: 36_000, cost: 15_000, most: 4, weight: 7 },
  { id: 'P10', name: '实施交付包', line: '专业服务', price: 88_000, cost: 52_000, most: 2, weight: 5 },
]

export interface Stage {
  readonly name: string
  readonly probability: number
  readonly kind: 'open' | 'won' | 'lost'
  /** Median days of a stay, and the share of stays that end in a loss, for an average salesperson. 方案提供 is the slow one. */
  readonly days: number
  readonly loss: number
}

export const stages: readonly Stage[] = [
  { name: '初步沟通', probability: 10, kind: 'open', days: 7, loss: 0.13 },
  { name: '需求分析', probability: 30, kind: 'open', days: 11, loss: 0.14 },
  { name: '方案提供', probability: 50, kind: 'open', days: 29, loss: 0.2 },
  { name: '商务谈判', probability: 70, kind: 'open', days: 12, loss: 0.16 },
  { name: '合同签订', probability: 90, kind: 'open', days: 6, loss: 0.04 },
  { name: '赢单', probability: 100, kind: 'won', days: 0, loss: 0 },
  { name: '输单', probability: 0, kind: 'lost', days: 0, loss: 0 },
]
export const openStages = stages.filter((stage) => stage.kind === 'open')
