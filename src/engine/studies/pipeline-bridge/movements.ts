import type { BridgeMovement } from '../../../contract/study-pipeline-bridge.ts'
import type { LocalText } from '../../../contract/text.ts'

interface Movement {
  readonly label: LocalText
  /** What it does to the pipeline. */
  readonly sign: 1n | -1n
  /** Where it can happen at all: with a scope of expected closes, or by stage. */
  readonly only?: 'scope' | 'stage'
}

export const movements: Readonly<Record<BridgeMovement, Movement>> = {
  new: { label: { zh: '新增', en: 'New' }, sign: 1n },
  reopened: { label: { zh: '重新打开', en: 'Re-opened' }, sign: 1n },
  pulled_in: { label: { zh: '提前进入', en: 'Pulled in from later' }, sign: 1n, only: 'scope' },
  pushed_in: { label: { zh: '延期进入', en: 'Pushed in from earlier' }, sign: 1n, only: 'scope' },
  progressed_in: { label: { zh: '推进进入', en: 'Progressed in' }, sign: 1n, only: 'stage' },
  regressed_in: { label: { zh: '回退进入', en: 'Regressed in' }, sign: 1n, only: 'stage' },
  scope_in: { label: { zh: '转入范围', en: 'Came into scope' }, sign: 1n },
  amount_up: { label: { zh: '金额增加', en: 'Amount up' }, sign: 1n },
  amount_down: { label: { zh: '金额减少', en: 'Amount down' }, sign: -1n },
  won: { label: { zh: '赢单', en: 'Won' }, sign: -1n },
  lost: { label: { zh: '输单', en: 'Lost' }, sign: -1n },
  pushed_out: { label: { zh: '延期移出', en: 'Pushed out to later' }, sign: -1n, only: 'scope' },
  pulled_out: { label: { zh: '提前移出', en: 'Pulled out to earlier' }, sign: -1n, only: 'scope' },
  progressed_out: { label: { zh: '推进移出', en: 'Progressed out' }, sign: -1n, only: 'stage' },
  regressed_out: { label: { zh: '回退移出', en: 'Regressed out' }, sign: -1n, only: 'stage' },
  deleted: { label: { zh: '删除', en: 'Deleted' }, sign: -1n },
  scope_out: { label: { zh: '转出范围', en: 'Left the scope' }, sign: -1n },
}

export const endLabels: Readonly<Record<'opening' | 'closing', LocalText>> = {
  opening: { zh: '期初', en: 'Opening' },
  closing: { zh: '期末', en: 'Closing' },
}
