import { HelmdeckError } from '../../../contract/errors.ts'
import type { FileToRead } from './read-csv.ts'
import type { ReadProgress } from './table-from-text.ts'
import type { TableSource } from './table-source.ts'

export function readWorkbook(source: FileToRead, _options: ReadProgress): Promise<TableSource[]> {
  throw new HelmdeckError('not-available', { file: source.name })
}
