import { accountHeaders, contractHeaders, opportunityHeaders, productHeaders } from './reference-headers.ts'
import type { EntitySynonyms } from './synonym-types.ts'

export const orderSynonyms: EntitySynonyms = {
  fileNames: ['order', 'orders', 'sales orders', 'sales order', '订单', '销售订单'],
  needs: [
    ['amount', 'ordered_at'],
    ['source_id', 'ordered_at'],
  ],
  columns: {
    source_id: {
      telling: [
        'Order ID',
        'OrderId',
        'Order No',
        'Order No.',
        'Order Number',
        'OrderNumber',
        'Sales Order',
        'SO Number',
        '订单编号',
        '订单号',
        '销售订单编号',
        '单号',
      ],
    },
    contract: { plain: contractHeaders },
    opportunity: { plain: opportunityHeaders },
    account: { plain: accountHeaders },
    ordered_at: {
      telling: [
        'Order Date',
        'Ordered At',
        'Ordered On',
        'OrderDate',
        'EffectiveDate',
        'Order Start Date',
        '下单日期',
        '下单时间',
        '订单日期',
        '订购日期',
        '订单时间',
      ],
      plain: ['Date', '日期'],
    },
    approved_at: { plain: ['Approved At', 'Approved Date', 'ActivatedDate', 'Approval Date', '审批时间', '审批日期', '审核时间'] },
    amount: {
      telling: ['Order Amount', 'Order Total', 'TotalAmount', 'Order Value', '订单金额', '订单总金额', '销售订单金额', '订单额'],
      plain: ['Amount', 'Total', 'Total Amount', 'Net Amount', '金额', '总金额', '合计'],
    },
    cost: { plain: ['Cost', 'Total Cost', 'Order Cost', '成本', '订单成本', '成本金额'] },
    currency: { plain: ['Currency', 'CurrencyIsoCode', 'Currency Code', '币种'] },
    status: { telling: ['Order Status', '订单状态'], plain: ['Status', 'State', '状态'] },
    product: { plain: productHeaders },
  },
}

export const orderLineSynonyms: EntitySynonyms = {
  fileNames: ['order lines', 'order items', 'order products', '订单明细', '订单产品', '订单行'],
  needs: [['order'], ['product'], ['quantity', 'net_price', 'amount']],
  columns: {
    source_id: { telling: ['Order Line ID', 'OrderItemId', 'Order Item ID', 'Line ID', '订单明细编号', '明细编号'] },
    order: { plain: ['Order ID', 'OrderId', 'Order No', 'Order Number', 'Order', '订单编号', '订单号', '订单', '销售订单编号'] },
    product: { plain: productHeaders },
    quantity: { telling: ['Quantity', 'Qty', 'Units', '数量', '订购数量'] },
    net_price: {
      telling: ['Net Price', 'Unit Price', 'UnitPrice', 'Sales Price', '成交单价', '单价', '销售单价', '含税单价'],
      plain: ['Price', '价格'],
    },
    cost: { plain: ['Cost', 'Unit Cost', '成本'] },
    amount: {
      telling: ['Line Amount', 'Line Total', 'Subtotal', 'TotalPrice', '小计', '行金额'],
      plain: ['Amount', 'Total', 'Total Price', '金额'],
    },
    currency: { plain: ['Currency', '币种'] },
  },
}

export const opportunityLineSynonyms: EntitySynonyms = {
  fileNames: ['opportunity lines', 'opportunity products', 'line items', 'deal products', '商机产品', '商机明细'],
  needs: [['opportunity'], ['product'], ['quantity', 'net_price']],
  columns: {
    source_id: { telling: ['OpportunityLineItemId', 'Line Item ID', '商机产品编号', '商机明细编号'] },
    opportunity: { plain: opportunityHeaders },
    product: { plain: productHeaders },
    quantity: { telling: ['Quantity', 'Qty', 'Units', '数量'] },
    net_price: {
      telling: ['Net Price', 'Unit Price', 'UnitPrice', 'Sales Price', '成交单价', '单价', '报价单价', '销售单价'],
      plain: ['Price', '价格'],
    },
    amount: { telling: ['TotalPrice', 'Line Amount', 'Line Total', 'Subtotal', '小计'], plain: ['Amount', 'Total', 'Total Price', '金额'] },
    currency: { plain: ['Currency', '币种'] },
  },
}

export const paymentSynonyms: EntitySynonyms = {
  fileNames: ['payment', 'payments', 'receipts', 'collections', '回款', '收款', '回款记录', '收款记录'],
  needs: [['amount'], ['received_at', 'source_id']],
  columns: {
    source_id: {
      telling: [
        'Payment ID',
        'PaymentId',
        'Payment No',
        'Payment Number',
        'Receipt No',
        '回款编号',
        '收款编号',
        '收款单号',
        '回款单号',
        '流水号',
      ],
    },
    account: { plain: [...accountHeaders, 'Payer', '付款方', '付款单位'] },
    order: {
      plain: [
        'Order ID',
        'OrderId',
        'Order No',
        'Order Number',
        'order_id',
        'Order',
        '订单编号',
        '订单号',
        '订单',
        '销售订单编号',
        '关联订单',
      ],
    },
    contract: { plain: contractHeaders },
    received_at: {
      telling: [
        'Payment Date',
        'Received At',
        'Received On',
        'Receipt Date',
        'Paid On',
        'Paid At',
        'payment_time',
        '回款日期',
        '回款时间',
        '收款日期',
        '到账日期',
        '到账时间',
        '实际回款日期',
        '付款日期',
      ],
      plain: ['Date', '日期'],
    },
    amount: {
      telling: [
        'Payment Amount',
        'payment_amount',
        'Amount Received',
        'Paid Amount',
        'Amount Paid',
        '回款金额',
        '收款金额',
        '到账金额',
        '实收金额',
        '本次回款金额',
        '付款金额',
      ],
      plain: ['Amount', '金额'],
    },
    currency: { plain: ['Currency', 'Currency Code', '币种'] },
    status: { plain: ['Status', 'Payment Status', '状态', '回款状态', '到账状态'] },
  },
}
