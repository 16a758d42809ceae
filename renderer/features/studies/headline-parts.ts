export interface HeadlinePart {
  readonly text: string
  readonly strong: boolean
}

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'
const day = String.raw`\d{4}-\d{2}(?:-\d{2})?|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|(?:\d{1,2} )?(?:${months}) \d{4}`
const figure = String.raw`(?<![A-Za-z\d])[+−-]?(?:\p{Sc}\s?)?\d+(?:,\d{3})*(?:\.\d+)?(?:\s?[%万亿]|\s?[KMB]\b)?`

/** The sentence with its number in bold: a change of money, else money as people say it (12.3 M), else a share, else a change, else the first figure; never a part of a date. */
export function headlineParts(sentence: string): readonly HeadlinePart[] {
  const found = [...sentence.matchAll(new RegExp(`${day}|${figure}`, 'gu'))].filter(([text]) => !new RegExp(`^(?:${day})$`).test(text))
  const chosen =
    found.find(([text]) => /^[+−-].*[万亿KMB]$/.test(text)) ??
    found.find(([text]) => /[万亿KMB]$/.test(text)) ??
    found.find(([text]) => text.includes('%')) ??
    found.find(([text]) => /^[+−-]/.test(text)) ??
    found[0]
  if (chosen === undefined) return [{ text: sentence, strong: false }]
  const text = chosen[0].trim()
  const start = chosen.index + chosen[0].indexOf(text)
  return [
    { text: sentence.slice(0, start), strong: false },
    { text, strong: true },
    { text: sentence.slice(start + text.length), strong: false },
  ].filter((part) => part.text !== '')
}
