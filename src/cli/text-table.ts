export interface TextColumn {
  readonly head: string
  readonly align?: 'left' | 'right'
}

/** Columns side by side for a terminal; a Chinese character takes two places. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ head }, index) => Math.max(width(head), ...rows.map((row) => width(row[index] ?? ''))))
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const cell = cells[index] ?? ''
        const blanks = ' '.repeat((widths[index] ?? 0) - width(cell))
        return align === 'right' ? blanks + cell : cell + blanks
      })
      .join('  ')
      .trimEnd()
  return `${[columns.map(({ head }) => head), ...rows].map(line).join('\n')}\n`
}

const wide = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u
const invisible = /[\p{Mn}\p{Cf}\p{Cc}]/u

function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (invisible.test(character) ? 0 : wide.test(character) ? 2 : 1), 0)
}
