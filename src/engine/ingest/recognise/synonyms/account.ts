import type { EntitySynonyms } from './synonym-types.ts'

export const accountSynonyms: EntitySynonyms = {
  fileNames: ['account', 'accounts', 'company', 'companies', 'customer', 'customers', 'organization', 'organizations', 'client', 'clients', '客户', '公司', '企业'],
  needs: [['name', 'source_id']],
  columns: {
    source_id: { telling: ['Account ID', 'AccountId', 'Company ID', 'Customer ID', 'Organization - ID', '(Do Not Modify) Account', '客户编号', '客户ID', '客户编码', 'Customer Code'] },
    name: { telling: ['Account Name', 'Company Name', 'Customer Name', 'Organization - Name', '客户名称', '公司名称', '企业名称', '客户全称'], plain: ['Name', 'Account', 'Company', 'Customer', 'Organization', 'Client', 'Company / Account', '客户', '公司', '名称'], weak: ['单位名称'] },
    industry: { telling: ['Industry', 'Sector', 'Primary Industry', 'Vertical', '行业', '所属行业', '客户行业', '一级行业', 'Branche'] },
    size_band: { telling: ['Company Size', 'Size Band', 'Employee Range', '公司规模', '企业规模', '客户规模', '人员规模'], plain: ['Size', '规模', 'Segment', '客户级别', '客户分级'] },
    employee_count: { telling: ['Employees', 'NumberOfEmployees', 'Number of Employees', 'No. of Employees', 'Employee Count', 'Headcount', '员工数', '员工人数', '人数', '总人数', '公司人数'] },
    annual_revenue: { telling: ['Annual Revenue', 'AnnualRevenue', 'Revenue', 'Turnover', '年营收', '年收入', '营业收入', '年营业额', '营业额', '年销售额'] },
    country: { plain: ['Country', 'Billing Country', 'BillingCountry', 'Country/Region', 'Address 1: Country/Region', '国家', '国家/地区'], weak: ['Office Location', 'Location', 'Headquarters', 'HQ', '所在地'] },
    region: { plain: ['Region', 'Area', 'Sales Region', 'Territory', '区域', '大区', '地区', '所属区域', '销售区域'] },
    province: { plain: ['State', 'Province', 'State/Province', 'State or Province', 'Billing State', 'BillingState', 'Billing State/Province', '省份', '省', '所在省份'] },
    city: { plain: ['City', 'Billing City', 'BillingCity', 'Town', '城市', '市', '所在城市'] },
    phone: { plain: ['Phone', 'Phone Number', 'Telephone', 'Main Phone', 'Business Phone', 'Company Phone', '电话', '公司电话', '联系电话', '座机', '手机'] },
    email: { plain: ['Email', 'E-mail', 'Email Address', 'Company Email', '邮箱', '电子邮箱', '邮件'] },
    tax_id: { telling: ['Tax ID', 'VAT', 'VAT Number', 'VAT ID', '统一社会信用代码', '税号', '纳税人识别号', '信用代码'] },
    parent: { telling: ['Parent Account', 'ParentId', 'Parent Company', 'Subsidiary Of', 'Ultimate Parent', 'Parent Account ID', '上级客户', '母公司', '上级公司', '所属集团', '集团'], weak: ['Parent', '上级'] },
    owner: { telling: ['Account Owner', 'Company owner', 'Account Manager', '客户负责人', '客户所有人'] },
  },
}
