/** A row that a file describes itself, not one read out of another row or one that stands for a thing only named. */
export const isOwnRow = (
  row: string,
): string => `${row}.source = 'file' and not ${row}.is_stub and not ends_with(${row}.source_id, '#product')
  and not contains(${row}.source_id, '#entered ') and not ends_with(${row}.source_id, '#allocation')
  and not contains(${row}.source_id, '#change ') and not contains(${row}.source_id, '#visit')`

/** Columns that say how the workspace knows a row, not what the row says. */
export const unsaidColumns: ReadonlySet<string> = new Set([
  'id',
  'source',
  'source_id',
  'load_id',
  'file_id',
  'row_number',
  'row_hash',
  'is_stub',
  'is_deleted',
  'normalised_name',
])
