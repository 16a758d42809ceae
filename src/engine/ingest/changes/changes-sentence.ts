import type { CurrencySum, DealChanges, EntityChanges, LoadChanges } from '../../../contract/load-changes.ts'
import type { Language, LocalText } from '../../../contract/text.ts'

interface Summary {
  readonly entities: readonly EntityChanges[]
  readonly deals: DealChanges | null
}

/** One sentence of what a load did, made from its counts. */
export function changesSentence(state: LoadChanges['state'], { entities, deals }: Summary): LocalText {
  if (state !== 'kept') return states[state]
  if (entities.length === 0) return { zh: '没有任何变化', en: 'Nothing changed' }
  return { zh: sentence(entities, deals, 'zh'), en: sentence(entities, deals, 'en') }
}

const states: Readonly<Record<'undone' | 'not-kept', LocalText>> = {
  undone: { zh: '已撤销，其中的内容不再计入', en: 'Undone: nothing of it counts' },
  'not-kept': { zh: '导入于记录变化之前，无法得知当时改变了什么', en: 'From before changes were kept: what it changed is not known' },
}

/** Entities besides deals that are named; the others are one number. */
const named = 3

function sentence(entities: readonly EntityChanges[], deals: DealChanges | null, language: Language): string {
  const isDeal = ({ entity }: EntityChanges): boolean => entity === 'opportunity'
  const size = (one: EntityChanges): number => one.new + one.changed + one.vanished + one.returned
  const others = entities.filter((one) => !isDeal(one)).toSorted((a, b) => size(b) - size(a))
  const rest = others.slice(named)
  const parts = [
    ...entities.filter(isDeal).map((one) => dealWords(one, deals)[language]),
    ...others.slice(0, named).map((one) => rowWords(one)[language]),
    ...(rest.length === 0
      ? []
      : [
          restWords(
            rest.length,
            rest.reduce((sum, one) => sum + size(one), 0),
          )[language],
        ]),
  ]
  return parts.join(language === 'zh' ? '；' : '; ')
}

/** A part with its number, left out where that is 0. */
type Said = readonly [count: number, zh: string, en: string]

function dealWords(rows: EntityChanges, deals: DealChanges | null): LocalText {
  const moves = deals?.moves
  const back = moves?.regressed ?? 0
  const said: Said[] = [
    [rows.new, `新增商机 ${whole(rows.new)} 个`, `${whole(rows.new)} new ${rows.new === 1 ? 'deal' : 'deals'}`],
    [
      moves?.moved ?? 0,
      `${whole(moves?.moved ?? 0)} 个换了阶段${back > 0 ? `（${whole(back)} 个后退）` : ''}`,
      `${whole(moves?.moved ?? 0)} moved stage${back > 0 ? ` (${whole(back)} back)` : ''}`,
    ],
    [
      moves?.won ?? 0,
      `赢单 ${whole(moves?.won ?? 0)} 个${money(deals?.won, 'zh')}`,
      `${whole(moves?.won ?? 0)} won${money(deals?.won, 'en')}`,
    ],
    [moves?.lost ?? 0, `输单 ${whole(moves?.lost ?? 0)} 个`, `${whole(moves?.lost ?? 0)} lost`],
    [moves?.reopened ?? 0, `重新打开 ${whole(moves?.reopened ?? 0)} 个`, `${whole(moves?.reopened ?? 0)} re-opened`],
    [moves?.slipped ?? 0, `预计成交推迟 ${whole(moves?.slipped ?? 0)} 个`, `${whole(moves?.slipped ?? 0)} slipped`],
    [moves?.['pulled-in'] ?? 0, `提前 ${whole(moves?.['pulled-in'] ?? 0)} 个`, `${whole(moves?.['pulled-in'] ?? 0)} pulled in`],
    [deals?.otherwise ?? 0, `其他变更 ${whole(deals?.otherwise ?? 0)} 个`, `${whole(deals?.otherwise ?? 0)} changed otherwise`],
    [rows.vanished, `消失 ${whole(rows.vanished)} 个`, `${whole(rows.vanished)} vanished`],
    [rows.returned, `重新出现 ${whole(rows.returned)} 个`, `${whole(rows.returned)} came back`],
  ]
  const [first] = said.filter(([count]) => count > 0)
  if (rows.new > 0) return joined(said)
  // Without new ones nothing has said yet that these are deals.
  if (first !== undefined) return { zh: `商机：${joined(said).zh}`, en: `Deals: ${joined(said).en}` }
  return { zh: `${whole(rows.changed)} 个商机有变更`, en: `${whole(rows.changed)} ${rows.changed === 1 ? 'deal' : 'deals'} changed` }
}

function rowWords({ label, entity, ...rows }: EntityChanges): LocalText {
  const things = plural(label.en)
  const said: Said[] = [
    [rows.new, `新增 ${whole(rows.new)} 条`, `${whole(rows.new)} new`],
    [rows.changed, `变更 ${whole(rows.changed)} 条`, `${whole(rows.changed)} changed`],
    [rows.vanished, `消失 ${whole(rows.vanished)} 条`, `${whole(rows.vanished)} vanished`],
    [rows.returned, `重新出现 ${whole(rows.returned)} 条`, `${whole(rows.returned)} came back`],
  ]
  const { zh, en } = joined(said)
  const isOwnTable = entity.startsWith('custom_')
  return { zh: `${label.zh}${zh}`, en: `${isOwnTable ? label.en : things}: ${en}` }
}

function restWords(kinds: number, rows: number): LocalText {
  return {
    zh: `另有 ${kinds} 类共 ${whole(rows)} 条`,
    en: `${whole(rows)} ${rows === 1 ? 'row' : 'rows'} of ${kinds} other ${kinds === 1 ? 'kind' : 'kinds'}`,
  }
}

function joined(said: readonly Said[]): LocalText {
  const present = said.filter(([count]) => count > 0)
  return { zh: present.map(([, zh]) => zh).join('，'), en: present.map(([, , en]) => en).join(', ') }
}

function plural(label: string): string {
  const lower = label.toLowerCase()
  if (/(history|spend)$/.test(lower)) return lower
  if (lower.endsWith('person')) return lower.replace(/person$/, 'people')
  if (/(ch|s|x)$/.test(lower)) return `${lower}es`
  return lower.endsWith('y') && !/[aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`
}

const whole = (count: number): string => count.toLocaleString('en-US')

function money(sums: readonly CurrencySum[] | undefined, language: Language): string {
  const shown = (sums ?? []).filter(({ amount }) => amount !== '0').map((sum) => compactMoney(sum, language))
  if (shown.length === 0) return ''
  return language === 'zh' ? `（${shown.join(' + ')}）` : ` (${shown.join(' + ')})`
}

/** As in 万 or K: a sentence needs the size, the list has every cent. */
function compactMoney({ currency, amount }: CurrencySum, language: Language): string {
  const look = { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 } as const
  const locale = language === 'zh' ? 'zh-CN' : 'en-US'
  const isCode = currency !== null && /^[A-Z]{3}$/.test(currency)
  const style = isCode ? ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const) : {}
  const text = new Intl.NumberFormat(locale, { ...look, ...style }).format(Number(amount))
  return isCode || currency === null ? text : `${currency} ${text}`
}
