import type { Api } from '../../../src/contract/api.ts'
import { SavedReport, type DocumentEntry } from '../../../src/contract/documents.ts'
import type { WorkbookItemInput } from '../../../src/contract/workbooks.ts'
import { WorkbookButton } from '../../report/ExportButton.tsx'

interface BookProps {
  readonly title: string
  readonly documents: readonly Pick<DocumentEntry, 'name'>[]
}

const mostSheets = 100

/** Writes the saved reports into one workbook, a sheet each. */
export function ReportsWorkbook({ title, documents }: BookProps) {
  if (documents.length < 2) return null
  const read = async (api: Api): Promise<WorkbookItemInput[]> => {
    const items: WorkbookItemInput[] = []
    for (const { name } of documents.slice(0, mostSheets)) {
      const { body } = await api.documents.read({ kind: 'report', name })
      const report = SavedReport.parse(body)
      const { chart, spec, look } = report
      items.push({ kind: 'report', title: report.title || name, chart, spec, ...(look === undefined ? {} : { look }) })
    }
    return items
  }
  return <WorkbookButton write={async (api, language) => api.exports.book({ items: await read(api), title, language })} />
}
