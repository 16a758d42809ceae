import type { AuditEntry } from './imports.ts'
import { targets } from './targets.ts'
import type { LocalText } from './text.ts'

type Detail = AuditEntry['detail']

const text = (detail: Detail, key: string): string => String(detail[key] ?? '')
const count = (detail: Detail, key: string): number => Number(detail[key] ?? 0)

const whole = (detail: Detail, key: string): string => count(detail, key).toLocaleString('en-US')

const modes: Readonly<Record<string, LocalText>> = {
  upsert: { zh: '新增并更新', en: 'added and updated' },
  append: { zh: '只新增', en: 'only added' },
  full: { zh: '完整', en: 'complete' },
  replace: { zh: '完整替换', en: 'replaced' },
}

const documents: Readonly<Record<string, LocalText>> = {
  report: { zh: '报表', en: 'Report' },
  cockpit: { zh: '驾驶舱', en: 'Cockpit' },
  recipe: { zh: '字段映射', en: 'Mapping' },
  sheet: { zh: '表格', en: 'Sheet' },
  field: { zh: '自定义字段', en: 'Field' },
  deck: { zh: '汇报', en: 'Deck' },
  template: { zh: '幻灯片模板', en: 'Slide template' },
  connection: { zh: '连接', en: 'Connection' },
}

const entityLabel = (entity: string): LocalText =>
  (targets as Readonly<Record<string, { label: LocalText } | undefined>>)[entity]?.label ?? { zh: entity, en: entity }

function loadText(load: string, detail: Detail): LocalText {
  const mode = modes[text(detail, 'mode')] ?? { zh: text(detail, 'mode'), en: text(detail, 'mode') }
  const { loaded, updated, vanished, quarantined } = {
    loaded: whole(detail, 'loaded'),
    updated: whole(detail, 'updated'),
    vanished: whole(detail, 'vanished'),
    quarantined: whole(detail, 'quarantined'),
  }
  return {
    zh: `第 ${load} 次导入（${mode.zh}）：新增 ${loaded} 行，更新 ${updated} 行，消失 ${vanished} 行，隔离 ${quarantined} 行；${text(detail, 'files')}`,
    en: `Load ${load} (${mode.en}): ${loaded} new, ${updated} updated, ${vanished} vanished, ${quarantined} in quarantine; ${text(detail, 'files')}`,
  }
}

function laterLoads(detail: Detail): LocalText {
  const again = count(detail, 'again')
  if (again === 0) return { zh: '', en: '' }
  return { zh: `，并重做 ${again} 次导入`, en: `; ${again} ${again === 1 ? 'load was' : 'loads were'} done again` }
}

function documentText(subject: string): { readonly kind: LocalText; readonly name: string } {
  const [kind = '', ...name] = subject.split('/')
  return { kind: documents[kind] ?? { zh: kind, en: kind }, name: name.join('/') }
}

type Say = (subject: string, detail: Detail) => LocalText

/** What a file of a format is counted in: the detail's name, and its words. */
const exported: Readonly<Record<string, readonly [string, string, string, string]>> = {
  pptx: ['slides', '页', 'slide', 'slides'],
  pdf: ['pages', '页', 'page', 'pages'],
}

const said: Readonly<Record<string, Say>> = {
  load: loadText,
  'undo-load': (load, detail) => ({
    zh: `撤销第 ${load} 次导入${laterLoads(detail).zh}`,
    en: `Load ${load} was undone${laterLoads(detail).en}`,
  }),
  'redo-load': (load, detail) => ({
    zh: `恢复第 ${load} 次导入${laterLoads(detail).zh}`,
    en: `Load ${load} was taken in again${laterLoads(detail).en}`,
  }),
  'answer-load': (load, detail) => ({
    zh: `回答了第 ${load} 次导入的问题${laterLoads(detail).zh}`,
    en: `Questions of load ${load} were answered${laterLoads(detail).en}`,
  }),
  match: (_ref, detail) => {
    const entity = entityLabel(text(detail, 'entity'))
    return detail['undone'] === true
      ? { zh: `把一个${entity.zh}的写法分开处理`, en: `A spelling was set apart: ${entity.en}` }
      : { zh: `重新匹配一个${entity.zh}的写法`, en: `A spelling was matched again: ${entity.en}` }
  },
  settings: (_none, detail) => ({ zh: `更改设置：${text(detail, 'changed')}`, en: `Settings were changed: ${text(detail, 'changed')}` }),
  document: (subject, detail) => {
    const { kind, name } = documentText(subject)
    if (detail['version'] === 0) return { zh: `保存${kind.zh}“${name}”`, en: `${kind.en} “${name}” was kept` }
    return {
      zh: `保存${kind.zh}“${name}”（第 ${text(detail, 'version')} 版）`,
      en: `${kind.en} “${name}” was saved (version ${text(detail, 'version')})`,
    }
  },
  'document-removed': (subject) => {
    const { kind, name } = documentText(subject)
    return { zh: `删除${kind.zh}“${name}”`, en: `${kind.en} “${name}” was removed` }
  },
  'document-brought-back': (subject) => {
    const { kind, name } = documentText(subject)
    return { zh: `从回收站恢复${kind.zh}“${name}”`, en: `${kind.en} “${name}” was brought back from the trash` }
  },
  'document-erased': (subject) => {
    const { kind, name } = documentText(subject)
    return { zh: `彻底删除${kind.zh}“${name}”`, en: `${kind.en} “${name}” was deleted for good` }
  },
  export: (title, detail) => {
    const format = text(detail, 'format')
    if (format === 'png' || format === 'svg')
      return { zh: `导出“${title}”的图片（${format}）`, en: `“${title}” was exported as a picture (${format})` }
    const [counted, zh, one, many] = exported[format] ?? ['rows', '行', 'row', 'rows']
    const number = count(detail, counted)
    return {
      zh: `导出“${title}”：${number} ${zh}（${format}）`,
      en: `“${title}” was exported: ${number} ${number === 1 ? one : many} (${format})`,
    }
  },
  backup: (subject) => ({
    zh: `备份${subject === '' ? '' : `：${subject}`}`,
    en: `A backup was made${subject === '' ? '' : `: ${subject}`}`,
  }),
  restore: (subject) => ({
    zh: `从备份恢复${subject === '' ? '' : `：${subject}`}`,
    en: `A backup was restored${subject === '' ? '' : `: ${subject}`}`,
  }),
}

/** A line of the audit log in words. A kind that this version doesn't know is shown as it is. */
export function auditText({ kind, subject, detail }: AuditEntry): LocalText {
  const say = said[kind]
  if (say !== undefined) return say(subject ?? '', detail)
  const plain = `${kind} ${subject ?? ''}`.trim()
  return { zh: plain, en: plain }
}
