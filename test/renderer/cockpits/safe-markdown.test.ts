import { describe, expect, it } from 'vitest'
import { readMarkdown } from '../../../renderer/features/cockpits/safe-markdown.ts'

describe('the words of a tile', () => {
  it('are headings, paragraphs, lists and rules', () => {
    expect(readMarkdown('# Title\nFirst line\nsecond\n\n- one\n- two\n1. first\n---\nend').map((block) => block.is)).toEqual([
      'heading',
      'paragraph',
      'list',
      'list',
      'line',
      'paragraph',
    ])
    expect(readMarkdown('1. a\n2. b')).toEqual([
      { is: 'list', ordered: true, items: [[{ is: 'text', text: 'a' }], [{ is: 'text', text: 'b' }]] },
    ])
  })

  it('have bold, italics, code, links and figures by name', () => {
    expect(readMarkdown('**a** *b* `c` [d](https://e.example/f) {{ won_value }}!')).toEqual([
      {
        is: 'paragraph',
        content: [
          { is: 'strong', content: [{ is: 'text', text: 'a' }] },
          { is: 'text', text: ' ' },
          { is: 'emphasis', content: [{ is: 'text', text: 'b' }] },
          { is: 'text', text: ' ' },
          { is: 'code', text: 'c' },
          { is: 'text', text: ' ' },
          { is: 'link', text: 'd', address: 'https://e.example/f' },
          { is: 'text', text: ' ' },
          { is: 'value', name: 'won_value' },
          { is: 'text', text: '!' },
        ],
      },
    ])
  })

  it('have figures within bold', () => {
    expect(readMarkdown('**{{won_value}}**')).toEqual([
      { is: 'paragraph', content: [{ is: 'strong', content: [{ is: 'value', name: 'won_value' }] }] },
    ])
  })

  it('keep everything else as text: markup, pictures, addresses that run code', () => {
    for (const hostile of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '[x](javascript:alert(1))',
      '[x](data:text/html,1)',
      '{{a b}}',
    ])
      expect(readMarkdown(hostile)).toEqual([{ is: 'paragraph', content: [{ is: 'text', text: hostile }] }])
    expect(readMarkdown('')).toEqual([])
    expect(readMarkdown('*'.repeat(50_000))).toHaveLength(1)
  })
})
