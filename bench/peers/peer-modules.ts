/** What the bench uses of the peers. They are not installed when types are checked. */
export interface Chdb {
  readonly Session: new (folder: string) => ChdbSession
}

export interface ChdbSession {
  query(sql: string, format?: string): string
  queryAsync(sql: string, options: { readonly format: string }): Promise<{ text(): string; bytes(): Uint8Array }>
  close(): void
}

export interface Arquero {
  fromCSV(text: string): ArqueroTable
  escape(read: (row: Readonly<Record<string, unknown>>) => unknown): unknown
}

export interface ArqueroTable {
  numRows(): number
  filter(condition: unknown): ArqueroTable
  groupby(keys: Readonly<Record<string, unknown>>): ArqueroTable
  rollup(values: Readonly<Record<string, string>>): ArqueroTable
  orderby(...keys: readonly string[]): ArqueroTable
  objects(): readonly Readonly<Record<string, unknown>>[]
}

export interface ExcelJs {
  readonly default: {
    readonly stream: {
      readonly xlsx: {
        readonly WorkbookWriter: new (options: { readonly filename: string; readonly useStyles: boolean }) => ExcelJsWriter
      }
    }
  }
}

export interface ExcelJsWriter {
  addWorksheet(name: string): ExcelJsSheet
  commit(): Promise<void>
}

export interface ExcelJsSheet {
  columns: readonly { readonly header: string; readonly width: number; readonly style?: { readonly numFmt: string } }[]
  addRow(cells: readonly unknown[]): { commit(): void }
  commit(): void
}

export interface SheetJs {
  readonly utils: {
    aoa_to_sheet(rows: readonly (readonly unknown[])[], options: { readonly dense: boolean; readonly UTC: boolean }): unknown
    sheet_to_json(sheet: unknown, options: { readonly header: 1; readonly raw: true }): unknown[][]
    book_new(): { readonly SheetNames: readonly string[]; readonly Sheets: Readonly<Record<string, unknown>> }
    book_append_sheet(book: unknown, sheet: unknown, name: string): void
  }
  write(book: unknown, options: { readonly type: 'buffer'; readonly compression: boolean }): Uint8Array
}
