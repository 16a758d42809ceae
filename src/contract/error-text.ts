import type { ErrorCode, ErrorDetails } from './errors.ts'
import { pullSentences } from './pull-text.ts'
import { formulaText } from './formula-text.ts'
import { reportRefusal } from './report-refusals.ts'
import { targets } from './targets.ts'
import { studyRefusal } from './study-refusals.ts'
import type { LocalText } from './text.ts'

type Sentence = (details: ErrorDetails) => LocalText

/** A detail as text; empty where it was not given. */
function text(value: ErrorDetails[string] | undefined): string {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.join(', ') : String(value)
}

/** `"name"` with a blank before it in English, 「name」 in Chinese; nothing where it was not given. */
function zh(value: ErrorDetails[string] | undefined): string {
  return text(value) === '' ? '' : `「${text(value)}」`
}
function en(value: ErrorDetails[string] | undefined): string {
  return text(value) === '' ? '' : ` "${text(value)}"`
}

/** Part of a sentence that stands only where its detail was given. */
function where(value: ErrorDetails[string] | undefined, sentence: (given: string) => string): string {
  return text(value) === '' ? '' : sentence(text(value))
}

const fileKept: LocalText = {
  zh: '该文件没有导入任何内容，其他文件不受影响。',
  en: 'Nothing of this file was imported; the other files are not affected.',
}

function notValid({ field, problem, reason }: ErrorDetails): LocalText {
  return {
    zh: `报表定义不正确${where(field, (name) => `：「${name}」`)}${where(problem ?? reason, (what) => `（${what}）`)}。没有任何改动。请更正后重试。`,
    en: `The report is not valid${where(field, (name) => ` at "${name}"`)}${where(problem ?? reason, (what) => `: ${what}`)}. Nothing was changed. Correct it and try again.`,
  }
}

function studyNotValid({ field, problem, reason }: ErrorDetails): LocalText {
  return {
    zh: `分析的参数不正确${where(field, (name) => `：「${name}」`)}${where(problem ?? reason, (what) => `（${what}）`)}。没有任何改动。请更正后重试。`,
    en: `The parameters of the study are not valid${where(field, (name) => ` at "${name}"`)}${where(problem ?? reason, (what) => `: ${what}`)}. Nothing was changed. Correct them and try again.`,
  }
}

const sentences: Readonly<Record<ErrorCode, Sentence>> = {
  'engine-unavailable': () => ({
    zh: '引擎已停止或无法连接。已保存的内容都在。它会自动重新启动：请稍后重试；如果仍然不行，请重新打开 Helmdeck。',
    en: 'The engine stopped or cannot be reached. Everything that was saved is kept. It is started again by itself: retry in a moment, or open Helmdeck again.',
  }),
  cancelled: () => ({ zh: '已取消。没有任何改动。', en: 'Cancelled. Nothing was changed.' }),
  'invalid-request': ({ field, problem }) => ({
    zh: `请求${where(field, (name) => `的「${name}」`)}不正确${where(problem, (what) => `（${what}）`)}。没有任何改动。请更正后重试。`,
    en: `The request is not valid${where(field, (name) => ` at "${name}"`)}${where(problem, (what) => `: ${what}`)}. Nothing was changed. Correct it and try again.`,
  }),
  'not-available': ({ what }) => ({
    zh: `${zh(what) || '该功能'}在这个版本中还没有。没有任何改动。请升级 Helmdeck，或换一种方式。`,
    en: `${what ? `"${text(what)}"` : 'This'} is not part of this version yet. Nothing was changed. Update Helmdeck, or go another way.`,
  }),
  'not-a-workspace': ({ name }) => ({
    zh: `文件夹${zh(name)}不是 Helmdeck 工作区，也不是空文件夹。里面的内容没有改动。请选择另一个文件夹，或给出一个新的名称。`,
    en: `The folder${en(name)} is no Helmdeck workspace and is not empty. Nothing in it was changed. Choose another folder, or give a new name.`,
  }),
  'workspace-missing': ({ name }) => ({
    zh: `找不到工作区${zh(name)}。请检查路径；导入文件（helmdeck import）会创建新的工作区。`,
    en: `There is no workspace${en(name)}. Check the path; importing files (helmdeck import) makes a new one.`,
  }),
  'workspace-in-use': ({ name, pid }) => ({
    zh: `工作区${zh(name)}正被另一个程序使用${where(pid, (id) => `（进程 ${id}）`)}，且无法连接到它。数据没有改动。请关闭那个程序后重试。`,
    en: `The workspace${en(name)} is in use by another program${where(pid, (id) => ` (process ${id})`)} that does not answer. Nothing was changed. Close that program and try again.`,
  }),
  'workspace-newer': ({ found, supported }) => ({
    zh: `这个工作区由更新版本的 Helmdeck 写成${where(found, (version) => `（格式 ${version}，本版本支持到 ${text(supported)}）`)}。数据没有改动。请升级 Helmdeck 后再打开。`,
    en: `This workspace was written by a newer Helmdeck${where(found, (version) => ` (format ${version}, this version reads up to ${text(supported)})`)}. Nothing was changed. Update Helmdeck, then open it.`,
  }),
  'workspace-unwritable': () => ({
    zh: '没有写入工作区文件夹的权限。已有内容没有改动。请检查文件夹的权限，或换一个位置。',
    en: 'The folder of the workspace cannot be written to. What was there is unchanged. Check its permissions, or use another place.',
  }),
  'workspace-damaged': ({ checks }) => ({
    zh: `检查发现工作区有问题${where(checks, (list) => `：${list}`)}。检查没有改动任何内容。请按每项下面的提示处理。`,
    en: `Something is wrong with the workspace${where(checks, (list) => `: ${list}`)}. The examination changed nothing. Do what stands below each point.`,
  }),
  'disk-full': () => ({
    zh: '磁盘空间不足。没有导入一半的内容，之前的数据都在。请释放空间后重试。',
    en: 'The disk is full. Nothing was left half done, and earlier data is kept. Free some space and try again.',
  }),
  'file-missing': ({ file }) => ({
    zh: `找不到文件${zh(file)}。${fileKept.zh}请检查路径。`,
    en: `There is no file${en(file)}. ${fileKept.en} Check the path.`,
  }),
  'file-empty': ({ file }) => ({
    zh: `文件${zh(file)}是空的。${fileKept.zh}请重新导出。`,
    en: `The file${en(file)} is empty. ${fileKept.en} Export it again.`,
  }),
  'file-header-only': ({ file }) => ({
    zh: `文件${zh(file)}只有表头，没有数据行。${fileKept.zh}请检查导出时的筛选条件。`,
    en: `The file${en(file)} has a header and no rows. ${fileKept.en} Check the filter of the export.`,
  }),
  'file-binary': ({ file }) => ({
    zh: `文件${zh(file)}不是文本表格。${fileKept.zh}请导出为 CSV 或 XLSX。`,
    en: `The file${en(file)} is not a table of text. ${fileKept.en} Export it as CSV or XLSX.`,
  }),
  'file-truncated': ({ file }) => ({
    zh: `文件${zh(file)}不完整，可能下载中断了。${fileKept.zh}请重新下载或导出。`,
    en: `The file${en(file)} is cut off, as after a broken download. ${fileKept.en} Download or export it again.`,
  }),
  'file-encrypted': ({ file }) => ({
    zh: `文件${zh(file)}有密码保护。${fileKept.zh}请在 Excel 中去掉密码另存后再导入。`,
    en: `The file${en(file)} is protected by a password. ${fileKept.en} Save it without the password and import it again.`,
  }),
  'file-encoding': ({ file, encoding }) => ({
    zh: `无法确定文件${zh(file)}的文字编码${where(encoding, (name) => `（${name}）`)}。${fileKept.zh}请另存为 UTF-8，或在配方中指定编码。`,
    en: `The text encoding of the file${en(file)} cannot be read${where(encoding, (name) => ` (${name})`)}. ${fileKept.en} Save it as UTF-8, or name the encoding in a recipe.`,
  }),
  'file-unsupported': ({ file, format, reason, megabytes }) => ({
    zh: `不支持文件${zh(file)}${where(format, (name) => `的格式（${name}）`)}${reason === 'too-large' ? `：太大（${text(megabytes)} MB）` : ''}。${fileKept.zh}请导出为 CSV 或 XLSX。`,
    en: `The file${en(file)} is of a kind that cannot be read${where(format, (name) => ` (${name})`)}${reason === 'too-large' ? `: it is too large (${text(megabytes)} MB)` : ''}. ${fileKept.en} Export it as CSV or XLSX.`,
  }),
  'file-unreadable': ({ file, reason }) => ({
    zh: `无法读取文件${zh(file)}${where(reason, (why) => `（${why}）`)}。${fileKept.zh}请检查文件是否损坏、是否有读取权限。`,
    en: `The file${en(file)} cannot be read${where(reason, (why) => ` (${why})`)}. ${fileKept.en} Check that it is whole and that you may read it.`,
  }),
  'upload-incomplete': ({ file, received, expected }) => ({
    zh: `文件${zh(file)}没有传完${where(expected, (bytes) => `（${text(received)} / ${bytes} 字节）`)}。没有导入任何内容。请重新选择文件。`,
    en: `The file${en(file)} did not arrive whole${where(expected, (bytes) => ` (${text(received)} of ${bytes} bytes)`)}. Nothing was imported. Choose the file again.`,
  }),
  'image-refused': ({ reason, most }) => ({
    zh:
      reason === 'too-large'
        ? `图片太大，最多 ${text(most)} MB。没有保存。请缩小后再试。`
        : '只能用 PNG 或 JPEG 图片，这个文件不是。没有保存。请另存为 PNG 或 JPEG 后再试。',
    en:
      reason === 'too-large'
        ? `The picture is too large: ${text(most)} MB at most. It was not kept. Make it smaller and try again.`
        : 'Only PNG and JPEG pictures can be used, and this file is neither. It was not kept. Save it as PNG or JPEG and try again.',
  }),
  'invalid-recipe': ({ column, file, target, problem, field }) => ({
    zh: `导入配方不正确${where(column ?? field, (name) => `：「${name}」`)}${where(target, (name) => ` → ${name}`)}${where(file, (name) => `（${name}）`)}${where(problem, (what) => `，${what}`)}。没有导入任何内容。请更正配方后重试。`,
    en: `The recipe is not valid${where(column ?? field, (name) => ` at "${name}"`)}${where(target, (name) => ` -> ${name}`)}${where(file, (name) => ` (${name})`)}${where(problem, (what) => `: ${what}`)}. Nothing was imported. Correct the recipe and try again.`,
  }),
  'invalid-report': (details) => reportRefusal(details) ?? notValid(details),
  'invalid-study': (details) => studyRefusal(details) ?? studyNotValid(details),
  'unknown-metric': ({ metric, didYouMean }) => ({
    zh: `没有名为${zh(metric)}的指标${where(didYouMean, (near) => `，是否指 ${near}？`) || '。'}没有任何改动。请用 helmdeck catalog 查看可用的指标。`,
    en: `There is no metric${en(metric)}.${where(didYouMean, (near) => ` Did you mean ${near}?`)} Nothing was changed. helmdeck catalog lists those there are.`,
  }),
  'unknown-field': ({ field, didYouMean }) => ({
    zh: `没有名为${zh(field)}的维度${where(didYouMean, (near) => `，是否指 ${near}？`) || '。'}没有任何改动。请用 helmdeck catalog 查看可用的维度。`,
    en: `There is no dimension${en(field)}.${where(didYouMean, (near) => ` Did you mean ${near}?`)} Nothing was changed. helmdeck catalog lists those there are.`,
  }),
  'unreachable-dimension': ({ metric, field }) => ({
    zh: `指标${zh(metric)}无法按${zh(field)}拆分。没有任何改动。请去掉其中之一，或换一个维度。`,
    en: `The metric${en(metric)} cannot be broken down by${en(field)}. Nothing was changed. Leave one of them out, or choose another dimension.`,
  }),
  'missing-data': ({ metric, field, need, entity }) => {
    const kind = targets[text(entity) as keyof typeof targets]?.label
    return {
      zh: `${zh(metric ?? field)}需要的数据还没有导入${where(need ?? kind?.zh, (what) => `：${what}`)}。请导入包含它的文件。`,
      en: `The data that${en(metric ?? field) || ' this'} needs is not there yet${where(need ?? kind?.en, (what) => `: ${what}`)}. Import a file that has it.`,
    }
  },
  'missing-exchange-rate': ({ pairs, dates }) => ({
    zh: `缺少汇率${where(pairs, (list) => `：${list}`)}${where(dates, (list) => `（${list}）`)}，所以没有把不同币种相加。请导入这些汇率，或按币种筛选。`,
    en: `Exchange rates are missing${where(pairs, (list) => `: ${list}`)}${where(dates, (list) => ` (${list})`)}, so amounts of several currencies were not added up. Import the rates, or filter by currency.`,
  }),
  'query-too-long': ({ seconds }) => ({
    zh: `这个问题${where(seconds, (number) => ` ${number} 秒内`)}没有算完，已停止。没有任何改动。请缩短期间、减少维度或加上筛选后重试。`,
    en: `The question was not answered${where(seconds, (number) => ` within ${number} seconds`) || ' in time'} and was stopped. Nothing was changed. Ask for a shorter period or fewer dimensions, or filter, and try again.`,
  }),
  'query-too-large': () => ({
    zh: '这个问题需要的内存超出了可用范围，已停止。没有任何改动。请减少维度、加上筛选，或关闭其他程序后重试。',
    en: 'The question needs more memory than there is and was stopped. Nothing was changed. Ask for fewer dimensions, filter, or close other programs, and try again.',
  }),
  'template-unusable': ({ name, problem }) => ({
    zh: `模板${zh(name)}不能用于幻灯片${problem === 'no-layouts' ? '：没有带标题的版式' : '：它不是完整的 PowerPoint 文件'}。没有写出任何文件。请用 PowerPoint 打开并另存为 .pptx 或 .potx 后重试。`,
    en: `The template${en(name)} can't be used for slides: ${problem === 'no-layouts' ? 'it has no layout with a title' : 'it is not a whole PowerPoint file'}. Nothing was written. Open it in PowerPoint, save it as .pptx or .potx and try again.`,
  }),
  'deck-unknown': ({ name }) => ({
    zh: `${zh(name) || '这个文件'}里没有 Helmdeck 生成的幻灯片，或保存它的程序去掉了标记，因此无法更新。文件没有改动，也没有写出新文件。请重新生成一份，或选择 Helmdeck 生成的文件。`,
    en: `No slide of${en(name) || ' the file'} was written by Helmdeck, or the program that saved it took the marks away, so there is nothing to update. The file is unchanged and nothing was written. Write a new deck, or choose one that Helmdeck wrote.`,
  }),
  'document-missing': ({ name }) => ({
    zh: `找不到文档${zh(name)}。其他文档没有改动。它可能已被删除或改名：请从列表中选择。`,
    en: `There is no document${en(name)}. The others are unchanged. It may have been removed or renamed: choose one from the list.`,
  }),
  'document-conflict': ({ name, version }) => ({
    zh: `${zh(name) || '文档'}已在别处改动${where(version, (number) => `（现为版本 ${number}）`)}。别处的版本和你的草稿都还在。请重新载入后再保存，或另存为新名称。`,
    en: `The document${en(name)} was changed elsewhere${where(version, (number) => ` (now version ${number})`)}. That version and your draft are both kept. Load it again before saving, or save under a new name.`,
  }),
  'settings-unreadable': ({ field, problem }) => ({
    zh: `设置文档无法读取${where(field, (name) => `（「${name}」`)}${where(problem, (what) => `：${what}`)}${where(field, () => '）')}。目前使用最后一个可读的版本，设置没有改动。请在设置中恢复一个版本，或更正 documents/settings/workspace.json；如果它由更新版本的 Helmdeck 写成，请升级。`,
    en: `The settings document cannot be read${where(field, (name) => ` at "${name}"`)}${where(problem, (what) => `: ${what}`)}. The last version that could be read is in use, and nothing was changed. Restore a version in the settings, or mend documents/settings/workspace.json; if a newer Helmdeck wrote it, update.`,
  }),
  'invalid-formula': formulaText,
  'field-in-use': ({ field, documents }) => ({
    zh: `字段${zh(field)}还在使用中${where(documents, (list) => `：${list}`)}。没有删除任何内容。请先从这些文档中去掉它。`,
    en: `The field${en(field)} is still in use${where(documents, (list) => ` by ${list}`)}. Nothing was removed. Take it out of those documents first.`,
  }),
  'load-missing': ({ load }) => ({
    zh: `找不到${where(load, (id) => `编号为 ${id} 的`) || '这次'}导入。没有任何改动。请用 helmdeck loads 查看。`,
    en: `There is no load${where(load, (id) => ` ${id}`)}. Nothing was changed. helmdeck loads lists those there are.`,
  }),
  'source-missing': ({ file, load }) => ({
    zh: `工作区里没有保留导入${where(load, (id) => ` ${id} `)}的文件${zh(file)}，无法在撤销之后重新载入它。没有任何改动。请先重新导入该文件，再试一次。`,
    en: `The file${en(file)}${where(load, (id) => ` of load ${id}`)} is not kept in this workspace, so it could not be loaded again afterwards. Nothing was changed. Import it again, then retry.`,
  }),
  'backup-missing': ({ backup }) => ({
    zh: `${backup === 'latest' ? '还没有备份' : `找不到备份${zh(backup)}`}。工作区没有改动，其他备份都在。请用 helmdeck backup --list 查看，或在“数据 › 备份”中选择。`,
    en: `${backup === 'latest' ? 'There is no backup yet' : `There is no backup${en(backup)}`}. The workspace is unchanged, and other backups are kept. See helmdeck backup --list, or choose one under Data › Backups.`,
  }),
  'backup-damaged': ({ backup, what }) => ({
    zh: `备份${zh(backup)}已损坏${where(what, (part) => `：${part}`)}，因此没有恢复。工作区没有改动，这个备份也原样保留。请选择另一个备份，或从别处的副本取回所列文件后重试。`,
    en: `The backup${en(backup)} is damaged${where(what, (part) => ` (${part})`)} and was not restored. The workspace is unchanged, and so is the backup. Choose another backup, or put the file named back from a copy elsewhere and try again.`,
  }),
  ...pullSentences,
  'port-in-use': ({ port }) => ({
    zh: `端口${where(port, (number) => ` ${number} `)}已被其他程序占用。没有任何改动。请换一个 --port，或不指定端口。`,
    en: `The port${where(port, (number) => ` ${number}`)} is taken by another program. Nothing was changed. Give another --port, or none.`,
  }),
  internal: () => ({
    zh: '这是 Helmdeck 自身的错误，已写入日志。已保存的内容都在。请重试；如果再次出现，请把日志发给我们。',
    en: 'This is a mistake of Helmdeck itself, and is in the log. Everything that was saved is kept. Try again; if it comes back, send us the log.',
  }),
}

/** The sentence of an error for people: what happened, what was kept, what to do. */
export function errorText(code: ErrorCode, details: ErrorDetails = {}): LocalText {
  return sentences[code](details)
}
