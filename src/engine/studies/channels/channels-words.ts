import { attributionModelWords, type AttributionModel } from '../../../contract/study-channels.ts'
import type { LocalText } from '../../../contract/text.ts'
import { local } from '../words.ts'

/** Rows that are no channel. */
export const unattributed = '@unattributed'
export const everyChannel = '@total'

export const rowWords: Readonly<Record<string, LocalText>> = {
  [unattributed]: local('未归因', 'Unattributed'),
  [everyChannel]: local('合计', 'All'),
}

export const modelLabels: Readonly<Record<AttributionModel, LocalText>> = attributionModelWords

/** A model inside an English sentence; names of people and letters stay as they are. */
export function modelInSentence(model: AttributionModel): string {
  const name = modelLabels[model].en
  return /^(Markov|Shapley|[UW] )/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}

/** Why a cell has no number. */
export const notes: Readonly<Record<string, LocalText>> = {
  'no-spend': local('没有投入', 'No spend'),
  'no-leads': local('有投入，没有线索', 'Spend without leads'),
  'spend-unknown': local('筛选不适用于投入', 'Filter not about spend'),
  'margin-unknown': local('成本未知，没有毛利', 'Margin not known'),
  'no-channel': local('不属于任何渠道', 'Belongs to no channel'),
  'no-things': local('数量为零', 'None to divide by'),
}

/** A number of money or a ratio for a sentence: 12,345.6, with two digits where it is small. */
export function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 })
}
