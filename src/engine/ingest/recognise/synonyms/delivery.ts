import { orderHeaders } from './reference-headers.ts'
import type { EntitySynonyms } from './synonym-types.ts'

export const deliverySynonyms: EntitySynonyms = {
  fileNames: ['delivery', 'deliveries', 'shipment', 'shipments', 'deliverables', '发货', '发货单', '发货记录', '交付', '交付记录', '出库单', '物流'],
  needs: [['shipped_at', 'accepted_at'], ['order', 'promised_on', 'source_id']],
  columns: {
    source_id: { telling: ['Delivery ID', 'Delivery No', 'Delivery Number', 'Shipment ID', 'Shipment No', '发货单编号', '发货单号', '发货编号', '出库单号', '交付编号', '交货单号'] },
    order: { plain: orderHeaders },
    promised_on: { telling: ['Promised On', 'Promised Date', 'Promise Date', 'Promised Delivery Date', 'Committed Date', '承诺交付日期', '承诺交货日期', '承诺发货日期', '要求交货日期', '约定交付日期', '计划交付日期', '计划交货日期'] },
    shipped_at: { telling: ['Shipped At', 'Shipped On', 'Ship Date', 'Shipped Date', 'Shipping Date', 'Shipment Date', '发货日期', '发货时间', '出库日期', '出库时间'] },
    accepted_at: { telling: ['Accepted At', 'Accepted On', 'Acceptance Date', 'Delivered At', 'Delivered On', 'Delivered Date', 'Delivery Date', 'Actual Delivery Date', '验收时间', '验收日期', '签收时间', '签收日期', '交付日期', '到货日期'] },
    in_full: { telling: ['In Full', 'Delivered In Full', 'Complete Delivery', '是否足量', '足量', '是否齐套', '是否全部交付'] },
  },
}
