import type { EntitySynonyms } from './synonym-types.ts'

export const personSynonyms: EntitySynonyms = {
  fileNames: ['person', 'people', 'user', 'users', 'rep', 'reps', 'sales teams', 'sales team', 'agents', 'staff', 'employees', 'salespeople', 'owners', '人员', '员工', '销售人员', '用户', '销售团队'],
  needs: [['name', 'source_id'], ['team', 'manager', 'region', 'email', 'active_from']],
  columns: {
    source_id: { telling: ['User ID', 'UserId', 'Employee ID', 'Employee No', 'Rep ID', 'Owner ID', '员工编号', '工号', '用户ID', '员工ID', '人员编号'] },
    name: { telling: ['Sales Agent', 'Sales Rep', 'Salesperson', 'Sales Person', 'Rep', 'Rep Name', 'User Name', 'Employee', 'Employee Name', 'Agent', '销售人员', '员工姓名', '销售', '业务员', '销售代表', '销售姓名'], plain: ['Name', 'Full Name', 'User', '姓名', '员工', 'Owner', '负责人'] },
    email: { plain: ['Email', 'E-mail', 'Work Email', '邮箱', '电子邮箱', '工作邮箱'] },
    team: { plain: ['Team', 'Team Name', 'Sales Team', 'Department', 'Group', 'Role', 'Owner Role', '团队', '部门', '所属部门', '所属团队', '主属部门', '小组', '销售团队'] },
    manager: { telling: ['Manager', 'Reports To', 'Supervisor', 'Team Lead', 'Sales Manager', 'Manager Name', 'ManagerId', '主管', '直属上级', '上级', '经理', '销售经理', '汇报对象', '部门主管'] },
    region: { telling: ['Regional Office', 'Sales Region'], plain: ['Region', 'Area', 'Office', 'Territory', '大区', '区域', '地区', '所属区域'] },
    active_from: { telling: ['Active From', 'Hire Date', 'Hired On', 'Start Date', 'Joined', '入职日期', '入职时间', '开始日期'] },
    active_to: { telling: ['Active To', 'Leave Date', 'Termination Date', 'End Date', 'Left On', '离职日期', '离职时间', '结束日期'] },
  },
}

export const teamSynonyms: EntitySynonyms = {
  fileNames: ['team', 'teams', 'department', 'departments', '团队', '部门'],
  needs: [['name']],
  columns: {
    source_id: { telling: ['Team ID', 'Department ID', '团队编号', '部门编号', '部门ID'] },
    name: { telling: ['Team Name', 'Sales Team', 'Department Name', '团队名称', '部门名称', '团队', '部门'], plain: ['Name', 'Team', 'Department', '名称'] },
    parent: { telling: ['Parent Team', 'Parent Department', '上级团队', '上级部门'], weak: ['Parent', '上级'] },
    region: { plain: ['Region', 'Area', 'Office', '大区', '区域', '地区'] },
  },
}
