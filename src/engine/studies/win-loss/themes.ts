import { lossThemeWords, type ReasonGroup } from '../../../contract/study-win-loss.ts'
import type { LocalText } from '../../../contract/text.ts'

interface Theme {
  readonly id: string
  readonly label: LocalText
  /** Words of reasons as people write them, in both languages; the first theme whose word a text holds is its own. */
  readonly words: RegExp
}

const themes: readonly Theme[] = [
  { id: 'price', label: lossThemeWords.price, words: /pric|cost|expensive|cheap|discount|价格|太贵|贵|报价|折扣|成本/ },
  { id: 'budget', label: lossThemeWords.budget, words: /budget|fund|money|预算|资金|没钱/ },
  { id: 'competitor', label: lossThemeWords.competitor, words: /compet|rival|incumbent|vendor|竞争|对手|竞品|友商/ },
  {
    id: 'product',
    label: lossThemeWords.product,
    words: /product|feature|function|fit|quality|integration|产品|功能|质量|不满足|技术/,
  },
  { id: 'timing', label: lossThemeWords.timing, words: /tim(e|ing)|delay|postpon|later|urgen|时机|推迟|延期|暂缓|搁置|时间/ },
  {
    id: 'decision',
    label: lossThemeWords.decision,
    words: /no decision|status quo|cancel|abandon|internal|stall|取消|未决定|内部|维持现状|终止/,
  },
  {
    id: 'contact',
    label: lossThemeWords.contact,
    words: /respon|contact|unreachable|ghost|silent|lost touch|联系|无回应|失联|不回复/,
  },
  {
    id: 'relationship',
    label: lossThemeWords.relationship,
    words: /relation|trust|service|support|delivery|follow|关系|信任|服务|交付|交期|跟进/,
  },
]

const other: Theme = { id: 'other', label: lossThemeWords.other, words: /$^/ }
const none: Theme = { id: 'none', label: lossThemeWords.none, words: /$^/ }

export type NamedTheme = Pick<Theme, 'id' | 'label'>

/** What a reason is about: the group of one's own that holds it, else told by its words. */
export function themeOf(reason: string | null, groups: readonly ReasonGroup[] = []): NamedTheme {
  const own = reason === null ? undefined : groups.find(({ reasons }) => reasons.includes(reason))
  if (own !== undefined) return ownTheme(own, groups.indexOf(own))
  const text = (reason ?? '').normalize('NFKC').trim().toLowerCase()
  if (text === '') return none
  return themes.find(({ words }) => words.test(text)) ?? other
}

function ownTheme({ name }: ReasonGroup, place: number): NamedTheme {
  return { id: `own-${place + 1}`, label: { zh: name, en: name } }
}

/** Every theme: groups of one's own, then the others in the order in which words are looked for. */
export function allThemes(groups: readonly ReasonGroup[] = []): readonly NamedTheme[] {
  return [...groups.map(ownTheme), ...themes, other, none]
}
