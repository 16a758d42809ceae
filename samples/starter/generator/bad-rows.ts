/** Rows nobody can use, put where a person might have left them. */
export function withBad<Row>(rows: readonly Row[], bad: readonly (readonly [number, Row])[]): Row[] {
  const all = [...rows]
  for (const [position, row] of bad) all.splice(position, 0, row)
  return all
}
