import type { DimensionDefinition, NodeId } from '../catalog/definition.ts'
import type { Unit } from '../../contract/report-result.ts'
import type { TargetEntity } from '../../contract/target-columns.ts'
import { targets } from '../../contract/targets.ts'
import { factIds } from '../catalog/definition.ts'
import { nodes } from '../catalog/nodes.ts'

/** A number that rows of a fact carry: formulas can use it, reports reach it through metrics, bins and formulas. */
export interface NumberField extends DimensionDefinition {
  readonly node: NodeId
  readonly unit: Unit
}

function field(
  id: string,
  zh: string,
  en: string,
  unit: Unit,
  node: NodeId,
  column: string,
  needs: string = id,
  type: 'integer' | 'decimal' | 'double' = 'decimal',
): NumberField {
  return { id, group: id.split('.')[0] ?? id, label: { zh, en }, type, node, value: `{n}.${column}`, needs: [needs], unit }
}

const shipped: readonly NumberField[] = [
  field('opportunity.amount', '商机金额', 'Deal amount', 'money', 'opportunity', 'amount_reporting'),
  field(
    'opportunity.probability',
    '商机赢率',
    'Deal probability',
    'percent',
    'opportunity',
    'probability',
    'opportunity.probability',
    'double',
  ),
  field('lead.score', '线索分数', 'Lead score number', 'none', 'lead', 'score', 'lead.score', 'double'),
  field('order.amount', '订单金额', 'Order amount', 'money', 'order', 'amount_reporting', 'order.amount|order_line.amount'),
  field('order.cost', '订单成本', 'Order cost', 'money', 'order', 'cost_reporting', 'order.cost|order_line.cost|product.cost'),
  field('payment.amount', '回款金额', 'Payment amount', 'money', 'payment', 'amount_reporting'),
  field('spend.amount', '投入金额', 'Spend amount', 'money', 'spend', 'amount_reporting'),
  field(
    'activity.duration_minutes',
    '跟进时长',
    'Activity duration',
    'minutes',
    'activity',
    'duration_minutes',
    'activity.duration_minutes',
    'double',
  ),
]

/** What everything else that is imported is worth, where its rows carry money; targets are stated at several levels and never simply added. */
function otherAmounts(): NumberField[] {
  return factIds.flatMap((id) => {
    const { money, entity } = nodes[id]
    const kind = findEntity(id)
    if (
      money === undefined ||
      kind === null ||
      entity !== id ||
      id === 'target' ||
      shipped.some(({ node, unit }) => node === id && unit === 'money')
    )
      return []
    return [field(`${id}.amount`, `${kind.label.zh}金额`, `${kind.label.en} amount`, 'money', id, money.converted, id)]
  })
}

function findEntity(id: string): TargetEntity | null {
  return Object.hasOwn(targets, id) ? targets[id as keyof typeof targets] : null
}

/** Numbers of rows that are no dimensions by themselves, by id. */
export const numberFields: ReadonlyMap<string, NumberField> = new Map([...shipped, ...otherAmounts()].map((one) => [one.id, one]))
