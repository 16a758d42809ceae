import type { LocalText } from '../../contract/text.ts'
import type { MetricDefinition } from '../catalog/definition.ts'
import type { DeckLook } from '../deck/deck-text.ts'

/** What is known of a metric, shipped or the user's. */
export interface KnownMetric {
  readonly label: LocalText
  readonly definition: LocalText
  readonly additivity: MetricDefinition['additivity']
}

/** Who reads the workbook, in which money, with which colours, and what its metrics are. */
export interface BookLook extends DeckLook {
  readonly redUpGreenDown: boolean
  readonly metrics: ReadonlyMap<string, KnownMetric>
  /** Names of the fields that reports are filtered by. */
  readonly fields: ReadonlyMap<string, LocalText>
}
