// The first character of each initial in the order of pinyin: what sorts behind it begins like it.
const letters = 'abcdefghjklmnopqrstwxyz'
const firsts = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀'.split('')
const order = new Intl.Collator('zh-Hans-u-co-pinyin')
const known = new Map<string, string>()

/** What people type for a Chinese name: `赢单金额` is `ydje`. Other letters and digits stay; a character of several readings has its usual one. */
export function pinyinInitials(text: string): string {
  const before = known.get(text)
  if (before !== undefined) return before
  const initials = Array.from(text, initialOf).join('')
  known.set(text, initials)
  return initials
}

function initialOf(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return /[\p{L}\p{N}]/u.test(character) ? character.toLowerCase() : ''
  const place = firsts.findLastIndex((first) => order.compare(first, character) <= 0)
  return letters[place] ?? ''
}
