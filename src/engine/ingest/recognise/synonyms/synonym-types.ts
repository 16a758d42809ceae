/**
 * Headers by which files name one column of the model. `telling` ones also give away what the file is about
 * (`Deal Name`), `plain` ones fit many kinds (`Name`), `weak` ones fit only when nothing better is there.
 */
export interface ColumnSynonyms {
  readonly telling?: readonly string[]
  readonly plain?: readonly string[]
  readonly weak?: readonly string[]
}

export interface EntitySynonyms {
  /** Words of a file's or sheet's name. */
  readonly fileNames: readonly string[]
  readonly columns: Readonly<Record<string, ColumnSynonyms>>
  /** Each group needs at least one of its columns for a file to be of this kind. */
  readonly needs: readonly (readonly string[])[]
}

/** Lists written as lines: `Deal ID, dealId`. */
export function words(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(', '))
}
