import type { EntitySynonyms } from './synonym-types.ts'

export const contactSynonyms: EntitySynonyms = {
  fileNames: ['contact', 'contacts', '联系人'],
  needs: [['name', 'email', 'phone']],
  columns: {
    source_id: { telling: ['Contact ID', 'ContactId', 'Person - ID', '(Do Not Modify) Contact', '联系人编号', '联系人ID'] },
    account: {
      plain: [
        'Account Name',
        'AccountId',
        'Account',
        'Company Name',
        'Company',
        'Associated Company',
        'Primary Company',
        'Person - Organization',
        'Organization',
        'Account Name.id',
        '客户名称',
        '客户',
        '公司',
        '公司名称',
        '所属客户',
      ],
    },
    name: {
      telling: ['Contact Name', 'Full Name', 'Person - Name', '联系人姓名', '联系人', '联系人名称'],
      plain: ['Name', '姓名', 'Last Name'],
      weak: ['First Name'],
    },
    title: { telling: ['Job Title', 'Position', '职务', '职位', '岗位'], plain: ['Title'] },
    phone: {
      telling: ['Person - Phone (Work)', 'Mobile Phone', 'MobilePhone', '手机', '手机号'],
      plain: ['Phone', 'Phone Number', 'Mobile', 'Business Phone', '电话', '联系电话'],
    },
    email: { telling: ['Person - Email (Work)'], plain: ['Email', 'E-mail', 'Email Address', '邮箱', '电子邮箱'] },
    owner: { telling: ['Contact owner', '联系人负责人'] },
    created_at: { telling: ['Became a contact date'] },
  },
}
