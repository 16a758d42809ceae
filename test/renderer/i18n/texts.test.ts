import { describe, expect, it } from 'vitest'
import { firstLanguage } from '../../../renderer/i18n/i18n.ts'
import { resources } from '../../../renderer/i18n/resources.ts'

/** Names that are the same in both languages: of products and formats, of keys, of folders, of fields and functions in a formula. */
const names =
  /https?:\/\/\S*|ERP|Helmdeck|HELMDECK_\w+|helmdeck pull|Tryton|Salesforce|HubSpot|REST|JSON|PEM|Basic|Bearer|PNG|JPEG|PPTX|Parquet|Arrow|RFM|PDF|SVG|PowerPoint|\.pptx|\.potx|\[[a-z_.]+\]|\bif\(|CRM|CSV|Excel|XLSX|SQL|KPI|MB|Enter|Ctrl|Esc|Shift|Alt|Delete|Insert|Tab|Del|GTXPro|GTX Pro|samples|documents|Top N|ID|\{\{\w+\}\}/g

const texts: Readonly<Record<'en' | 'zh', Readonly<Record<string, Readonly<Record<string, string>>>>>> = resources

describe.each(Object.keys(resources.en))('the texts of %s', (feature) => {
  const en = texts.en[feature] ?? {}
  const zh = texts.zh[feature] ?? {}

  it('have the same keys in both languages', () => {
    expect(Object.keys(zh).toSorted()).toEqual(Object.keys(en).toSorted())
  })

  it('leave no English in the Chinese ones', () => {
    const english = Object.entries(zh).filter(([, text]) => /[a-z]{2,}/i.test(text.replace(names, '')))
    expect(english).toEqual([])
  })

  it('fill in the same values in both languages', () => {
    const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)
    // A plural form may say "one" in words, so a count need not be shown.
    for (const [key, text] of Object.entries(en)) {
      const both = [values(text), values(zh[key] ?? '')].map((names) =>
        names.filter((name) => name !== 'count').toSorted((a, b) => String(a).localeCompare(String(b))),
      )
      expect(both[1], key).toEqual(both[0])
    }
  })

  it('are never empty', () => {
    expect([...Object.values(en), ...Object.values(zh)].filter((text) => text.trim() === '')).toEqual([])
  })
})

describe('the first language', () => {
  it('follows the browser, Chinese of any region included', () => {
    expect(firstLanguage(null, 'zh-TW')).toBe('zh')
    expect(firstLanguage(null, 'ZH')).toBe('zh')
    expect(firstLanguage(null, 'fr-FR')).toBe('en')
  })

  it('is the one chosen before', () => {
    expect(firstLanguage('en', 'zh-CN')).toBe('en')
    expect(firstLanguage('klingon', 'zh-CN')).toBe('zh')
  })
})
