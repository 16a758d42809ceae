import { productHeaders, quoteHeaders } from './reference-headers.ts'
import type { EntitySynonyms } from './synonym-types.ts'

export const quoteLineSynonyms: EntitySynonyms = {
  fileNames: [
    'quote lines',
    'quote items',
    'quote line items',
    'quotelineitem',
    'quotation lines',
    '报价明细',
    '报价单明细',
    '报价产品',
    '报价单产品',
  ],
  needs: [['quote'], ['product'], ['quantity', 'net_price', 'list_price']],
  columns: {
    source_id: { telling: ['Quote Line ID', 'QuoteLineItemId', 'Quote Line Item ID', 'Quote Item ID', '报价明细编号', '报价单明细编号'] },
    quote: { telling: quoteHeaders },
    product: { plain: productHeaders },
    quantity: { telling: ['Quantity', 'Qty', 'Units', '数量', '报价数量'] },
    list_price: { telling: ['List Price', 'ListPrice', 'Standard Price', '标准单价', '标准价', '标准价格', '目录价', '原价'] },
    net_price: {
      telling: ['Net Price', 'Unit Price', 'UnitPrice', 'Quoted Price', 'Sales Price', '报价单价', '成交单价', '折后单价', '单价'],
      plain: ['Price', '价格'],
    },
  },
}
