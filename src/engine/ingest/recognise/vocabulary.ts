export type StageKind = 'open' | 'won' | 'lost'

export interface StageMeaning {
  readonly kind: StageKind
  readonly position: number | null
  readonly probability: number | null
}

interface StageWord {
  readonly words: readonly string[]
  readonly kind: StageKind
  readonly position: number
  readonly probability: number
}

// Probabilities of the Chinese template: 初步沟通10 需求分析30 方案提供50 商务谈判70 合同签订90 赢单100 输单0; of the English one: Salesforce's and HubSpot's defaults.
const stageWords: readonly StageWord[] = [
  {
    words: [
      'closedwon',
      'won',
      'win',
      'closewon',
      '赢单',
      '成交',
      '已成交',
      '已赢单',
      '赢单关闭',
      '签约成功',
      '成功',
      '结单赢',
      'gewonnen',
    ],
    kind: 'won',
    position: 90,
    probability: 1,
  },
  {
    words: [
      'closedlost',
      'lost',
      'lose',
      'closelost',
      '输单',
      '丢单',
      '已输单',
      '已丢单',
      '失败',
      '战败',
      '输单关闭',
      '无效',
      '已流失',
      '放弃',
      '已取消',
      '取消',
      'abandoned',
      'disqualified',
      'cancelled',
      'canceled',
      'verloren',
    ],
    kind: 'lost',
    position: 95,
    probability: 0,
  },
  { words: ['new', 'lead', 'newlead', '线索', '新建', '待跟进'], kind: 'open', position: 5, probability: 0.05 },
  {
    words: [
      'prospecting',
      'prospect',
      'discovery',
      'initialcontact',
      'appointmentscheduled',
      'qualifytobuy',
      '初步沟通',
      '初步接触',
      '初次沟通',
      '初步洽谈',
      '初期沟通',
      '验证客户',
    ],
    kind: 'open',
    position: 10,
    probability: 0.1,
  },
  {
    words: ['qualification', 'qualified', 'qualifiedtobuy', 'contacted', '意向确认', '立项'],
    kind: 'open',
    position: 15,
    probability: 0.2,
  },
  { words: ['engaging', 'engaged', 'engagement', 'contactmade'], kind: 'open', position: 18, probability: 0.25 },
  {
    words: [
      'needsanalysis',
      'demo',
      'demoscheduled',
      'presentationscheduled',
      'presentation',
      '需求分析',
      '需求确认',
      '需求调研',
      '需求沟通',
    ],
    kind: 'open',
    position: 20,
    probability: 0.3,
  },
  {
    words: ['valueproposition', 'iddecisionmakers', 'decisionmakerboughtin', 'evaluation', '方案制定'],
    kind: 'open',
    position: 30,
    probability: 0.45,
  },
  {
    words: [
      'proposal',
      'proposalpricequote',
      'proposalsent',
      'proposalmade',
      'quote',
      'quotation',
      'perceptionanalysis',
      '方案提供',
      '方案报价',
      '方案',
      '报价',
      '方案与报价',
      '方案评估',
    ],
    kind: 'open',
    position: 40,
    probability: 0.5,
  },
  {
    words: ['negotiation', 'negotiationreview', 'negotiating', 'negotiationsstarted', '商务谈判', '谈判', '谈判审核', '谈判复核'],
    kind: 'open',
    position: 60,
    probability: 0.7,
  },
  {
    words: [
      'contractsent',
      'contract',
      'contractsigning',
      'verbalcommitment',
      'commit',
      '合同签订',
      '合同',
      '签订合同',
      '合同审批',
      '签约',
    ],
    kind: 'open',
    position: 70,
    probability: 0.9,
  },
]

const byWord = new Map(stageWords.flatMap((entry) => entry.words.map((word) => [word, entry] as const)))

/** Letters and digits of any script, lower case, NFKC: `Closed - Won` = `closedwon`. */
export function wordKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** What a stage's name says about it where no file describes it; an unknown name is an open stage without a probability. */
export function stageMeaning(name: string): StageMeaning {
  const key = wordKey(name.replace(/[([（][^)\]）]*[)\]）]\s*$/u, '')) || wordKey(name)
  const found = byWord.get(key)
  if (found) return { kind: found.kind, position: found.position, probability: found.probability }
  if (/^(closed)?won|赢单|^成交/.test(key)) return { kind: 'won', position: 90, probability: 1 }
  if (/^(closed)?lost|输单|丢单|^战败/.test(key)) return { kind: 'lost', position: 95, probability: 0 }
  return { kind: 'open', position: null, probability: null }
}

// ISO names of the commonest countries of CRM files, to tell an office's country from its city.
const countryNames = [
  'united states',
  'usa',
  'us',
  'united kingdom',
  'uk',
  'germany',
  'france',
  'italy',
  'spain',
  'japan',
  'china',
  'india',
  'brazil',
  'canada',
  'mexico',
  'korea',
  'south korea',
  'australia',
  'netherlands',
  'belgium',
  'switzerland',
  'austria',
  'sweden',
  'norway',
  'denmark',
  'finland',
  'poland',
  'russia',
  'turkey',
  'singapore',
  'malaysia',
  'indonesia',
  'thailand',
  'vietnam',
  'philippines',
  'panama',
  'jordan',
  'kenya',
  'romania',
  'ireland',
  'portugal',
  'greece',
  'israel',
  'egypt',
  'south africa',
  'nigeria',
  'argentina',
  'chile',
  'colombia',
  'peru',
  'new zealand',
  'uae',
  'saudi arabia',
  'taiwan',
  'hong kong',
  'czechia',
  '中国',
  '美国',
  '英国',
  '德国',
  '法国',
  '日本',
  '韩国',
  '印度',
  '加拿大',
  '澳大利亚',
  '新加坡',
  '意大利',
  '西班牙',
  '巴西',
  '俄罗斯',
  '泰国',
  '越南',
  '马来西亚',
  '荷兰',
  '瑞士',
  '中国香港',
  '中国台湾',
  '香港',
  '台湾',
]
const countries = new Set(countryNames.map(wordKey))

/** Share of the values that name a country. */
export function countryShare(values: readonly string[]): number {
  if (values.length === 0) return 0
  return values.filter((value) => countries.has(wordKey(value))).length / values.length
}
