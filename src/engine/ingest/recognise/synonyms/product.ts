import type { EntitySynonyms } from './synonym-types.ts'

export const productSynonyms: EntitySynonyms = {
  fileNames: ['product', 'products', 'price book', 'price list', 'catalog', 'items', '产品', '商品', '价目表', '产品目录'],
  needs: [
    ['name', 'source_id'],
    ['line', 'list_price', 'cost'],
  ],
  columns: {
    source_id: {
      telling: [
        'Product ID',
        'ProductId',
        'Product Code',
        'ProductCode',
        'SKU',
        'Item Code',
        'Product2Id',
        '产品编号',
        '产品编码',
        '商品编号',
        '产品ID',
        '物料编码',
      ],
    },
    name: { telling: ['Product Name', '产品名称', '商品名称'], plain: ['Product', 'Name', 'Item', '产品', '商品', '名称'] },
    line: {
      telling: [
        'Product Line',
        'Series',
        'Product Family',
        'Family',
        'Product Category',
        'Product Group',
        '产品线',
        '产品系列',
        '产品类别',
        '产品分类',
        '系列',
      ],
      plain: ['Category', 'Line', '类别', '分类'],
    },
    list_price: {
      telling: [
        'List Price',
        'Sales Price',
        'Standard Price',
        'Unit Price',
        'UnitPrice',
        '标准价',
        '标准价格',
        '目录价',
        '标准售价',
        '报价',
      ],
      plain: ['Price', '价格', '单价', '售价'],
    },
    cost: { telling: ['Unit Cost', 'Standard Cost', '标准成本', '单位成本'], plain: ['Cost', '成本'] },
    currency: { plain: ['Currency', 'CurrencyIsoCode', 'Currency Code', '币种', '货币'] },
    valid_from: { plain: ['Valid From', 'Effective From', '生效日期', '上架日期'] },
    valid_to: { plain: ['Valid To', 'Effective To', '失效日期', '下架日期'] },
  },
}
