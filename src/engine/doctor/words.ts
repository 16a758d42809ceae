import type { DoctorCheckId } from '../../contract/doctor.ts'
import type { LocalText } from '../../contract/text.ts'

const importAnew: LocalText = {
  zh: '请关闭工作区，先复制整个文件夹备用，再把原文件导入一个新的工作区；原文件也保存在 sources/ 中。请把这份检查结果发给我们。',
  en: 'Close the workspace, keep a copy of its folder, and import the files into a new workspace; sources/ has them too. Send us this result.',
}
const restoreFile: LocalText = {
  zh: '请从备份取回所列文件；没有备份时，请再次导入同一个文件。',
  en: 'Take the files listed from a backup; without one, import the same files again.',
}

/** What each check promises, and what to do where the promise is broken. */
export const words: Readonly<Record<DoctorCheckId, { readonly label: LocalText; readonly advice: LocalText }>> = {
  'data-version': { label: { zh: '数据版本只有一个', en: 'There is one data version' }, advice: importAnew },
  'unique-keys': { label: { zh: '每条记录的编号和主键唯一', en: 'Every row has an id and a key of its own' }, advice: importAnew },
  references: { label: { zh: '名称都指向存在的对象', en: 'Every name stands for a thing that exists' }, advice: importAnew },
  links: { label: { zh: '记录之间的关联完整', en: 'Every link leads to a row that exists' }, advice: importAnew },
  'rows-accounted': {
    label: { zh: '读取行数 = 新增 + 更新 + 未变 + 隔离', en: 'Rows read = loaded + updated + unchanged + quarantined' },
    advice: importAnew,
  },
  'row-origins': {
    label: { zh: '每条记录都有来源文件和行号', en: 'Every row has a load, a file and a row it comes from' },
    advice: importAnew,
  },
  history: { label: { zh: '每条记录在每个时刻只有一个版本', en: 'Every row has one version at a time' }, advice: importAnew },
  quarantine: { label: { zh: '隔离的行都指向来源文件', en: 'Every quarantined row points at its file' }, advice: importAnew },
  sources: { label: { zh: '导入的文件原样保存且可读', en: 'Every imported file is kept as it came and can be read' }, advice: restoreFile },
  marts: { label: { zh: '报表数据与重新计算的结果一致', en: 'The tables reports read equal a rebuild' }, advice: importAnew },
  'filled-columns': { label: { zh: '字段填充统计与重新统计一致', en: 'Counts of filled columns equal a recount' }, advice: importAnew },
  totals: { label: { zh: '报表合计与独立计算的结果一致', en: 'Totals of reports equal those counted apart' }, advice: importAnew },
  documents: {
    label: { zh: '文档可读且版本记录完整', en: 'Documents can be read and have all their versions' },
    advice: {
      zh: '请更正或从备份取回所列文件；documents/KIND/journal/ 中有每个文档的各个版本。',
      en: 'Mend the files listed or take them from a backup; documents/KIND/journal/ has every version of each document.',
    },
  },
  leftovers: {
    label: { zh: '没有残留的临时文件', en: 'Nothing is left over from an interrupted run' },
    advice: {
      zh: '请重新打开工作区，中断留下的内容会被清理。如果仍有 sources/ 中的文件，它们不属于任何导入，确认不需要后可以删除。',
      en: 'Open the workspace again, which clears what an interrupted run left. Files in sources/ that stay belong to no load: delete them if you do not need them.',
    },
  },
}
