/** How well bytes fit an encoding: the share of characters that people write often, and how many could not be decoded. */
export interface EncodingScore {
  readonly encoding: 'gb18030' | 'big5' | 'shift_jis' | 'windows-1252'
  readonly common: number
  readonly undecodable: number
  readonly characters: number
}

const isAscii = (byte: number) => byte < 0x80

/** GB2312's level 1 (leads B0-D7: the 3,755 most frequent characters) and its punctuation and full-width forms (A1-A3). */
const commonGb = (lead: number, trail: number) => trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))
/** Big5's level 1 (leads A4-C6) and its punctuation (A1-A3). */
const commonBig5 = (lead: number, trail: number) => lead >= 0xa1 && lead <= 0xc6 && (trail >= 0xa1 || (trail >= 0x40 && trail <= 0x7e))
/** Kana (82 9F.., 83) and the JIS level 1 (88-97). */
const commonShiftJis = (lead: number, trail: number) =>
  (lead === 0x82 && trail >= 0x4f) || lead === 0x83 || (lead === 0x81 && trail >= 0x40) || (lead >= 0x88 && lead <= 0x97)

/** Scores whole lines of text that is not UTF-8. Best first. */
export function scoreEncodings(bytes: Uint8Array): EncodingScore[] {
  const scores = [
    scorePairs('gb18030', bytes, commonGb),
    scorePairs('big5', bytes, commonBig5),
    scorePairs('shift_jis', bytes, commonShiftJis),
    scoreSingles(bytes),
  ]
  return scores.sort((a, b) => weight(b) - weight(a))
}

function weight(score: EncodingScore): number {
  if (score.characters === 0) return 0
  return score.common / score.characters - 5 * (score.undecodable / score.characters)
}

function scorePairs(
  encoding: 'gb18030' | 'big5' | 'shift_jis',
  bytes: Uint8Array,
  isCommon: (lead: number, trail: number) => boolean,
): EncodingScore {
  let common = 0
  let characters = 0
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!
    if (isAscii(lead)) continue
    characters++
    const trail = bytes[at + 1] ?? 0
    if (isCommon(lead, trail)) common++
    if (trail >= 0x40) at++
    else if (encoding === 'gb18030' && trail >= 0x30 && trail <= 0x39) at += 3
  }
  const text = new TextDecoder(encoding).decode(bytes)
  let undecodable = 0
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) undecodable++
  return { encoding, common, undecodable, characters }
}

/** Windows-1252: accented letters beside plain ones, signs standing alone; its five empty places and long runs of high bytes count against it. */
function scoreSingles(bytes: Uint8Array): EncodingScore {
  const empty = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
  let common = 0
  let undecodable = 0
  let characters = 0
  for (let at = 0; at < bytes.length; at++) {
    if (isAscii(bytes[at]!)) continue
    let end = at
    while (end < bytes.length && !isAscii(bytes[end]!)) end++
    characters += end - at
    for (let high = at; high < end; high++) if (empty.has(bytes[high]!)) undecodable++
    if (end - at <= 2) common += end - at
    at = end
  }
  return { encoding: 'windows-1252', common: common * 0.9, undecodable, characters }
}
