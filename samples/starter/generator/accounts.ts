import { dayOf } from './calendar.ts'
import { seededRandom } from './random.ts'

export interface Account {
  readonly id: string
  readonly name: string
  readonly industry: string | null
  readonly size: string
  readonly region: string
  readonly province: string
  readonly city: string
  readonly phone: string
  readonly createdOn: number
}

// Places of the Classic of Mountains and Seas: plainly no registered company.
const places = [
  '青丘',
  '不周山',
  '招摇山',
  '瀛洲',
  '蓬莱',
  '方壶',
  '归墟',
  '扶桑',
  '若木',
  '悬圃',
  '丹穴',
  '汤谷',
  '钟山',
  '密云谷',
  '轩辕丘',
  '大荒',
  '穷桑',
  '昆仑墟',
  '赤水岸',
  '弱水',
  '姑射',
  '员峤',
  '岱舆',
  '羽渊',
]
const trades = [
  { word: '汽配', industry: '汽车零部件' },
  { word: '电子', industry: '电子制造' },
  { word: '食品', industry: '食品饮料' },
  { word: '药业', industry: '医药健康' },
  { word: '新能源', industry: '新能源' },
  { word: '仓储', industry: '物流仓储' },
] as const
const cities = [
  { region: '华东', province: '江苏省', city: '苏州市' },
  { region: '华东', province: '浙江省', city: '宁波市' },
  { region: '华东', province: '上海市', city: '上海市' },
  { region: '华东', province: '安徽省', city: '合肥市' },
  { region: '华北', province: '北京市', city: '北京市' },
  { region: '华北', province: '天津市', city: '天津市' },
  { region: '华北', province: '河北省', city: '石家庄市' },
  { region: '华南', province: '广东省', city: '东莞市' },
  { region: '华南', province: '广东省', city: '佛山市' },
  { region: '华南', province: '福建省', city: '厦门市' },
] as const
const sizes = ['1-49', '50-199', '200-999', '1000+'] as const

/** The account whose deals spell its brackets half-width. */
export const bracketAccount = '青丘新能源（苏州）有限公司'

export function makeAccounts(): Account[] {
  const random = seededRandom('accounts')
  const names = places.flatMap((place, row) =>
    trades.map((trade, column) => ({
      trade,
      order: (row * 7 + column * 29) % 144,
      name: `${place}${trade.word}${column % 2 ? '股份' : ''}有限公司`,
    })),
  )
  const chosen = names.toSorted((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1)).slice(0, 118)
  const accounts = chosen.map(({ name, trade }, index): Account => ({
    id: `A${String(index + 1).padStart(4, '0')}`,
    name,
    industry: index === 40 || index === 87 ? null : trade.industry,
    size: random.weighted(sizes, (size) => ({ '1-49': 2, '50-199': 4, '200-999': 3, '1000+': 1 })[size]),
    ...random.pick(cities),
    phone: `400-000-${String(random.int(1000, 9999))}`,
    createdOn: dayOf('2022-06-01') + random.int(0, 900),
  }))
  const bracket: Account = {
    id: 'A0119',
    name: bracketAccount,
    industry: '新能源',
    size: '200-999',
    region: '华东',
    province: '江苏省',
    city: '苏州市',
    phone: '400-000-0119',
    createdOn: dayOf('2023-11-20'),
  }
  const original = accounts[11]
  if (!original) throw new Error('too few accounts')
  // Two rows for one customer: same telephone, the legal form written in full. A duplicate to be found later, two accounts until then.
  const duplicate: Account = {
    ...original,
    id: 'A0120',
    name: original.name.replace('有限公司', '有限责任公司'),
    createdOn: original.createdOn + 200,
  }
  return [...accounts, bracket, duplicate]
}
