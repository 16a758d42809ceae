/** `properties.amount` -> the names on the way; `a\.b` is one name. */
export function placeOf(path: string): string[] {
  return path.split(/(?<!\\)\./).map((name) => name.replaceAll(String.raw`\.`, '.'))
}
