import type { LocalText } from '../contract/text.ts'

export interface Notice {
  readonly title: LocalText
  readonly text: LocalText
}

export const notices = {
  usedToken: {
    title: { zh: '这个地址已经用过', en: 'This address has been used' },
    text: {
      zh: '打开 Helmdeck 的地址只能使用一次。数据没有变化。请在终端再次运行 helmdeck open，打开它打印的新地址；如果是在这个浏览器里用过，直接打开本站首页即可。',
      en: 'The address that opens Helmdeck works once. Nothing was changed. Run helmdeck open in the terminal again and use the new address it prints; if it was this browser that used it, just open the start page.',
    },
  },
  noSession: {
    title: { zh: '请从终端打印的地址进入', en: 'Come in through the address in the terminal' },
    text: {
      zh: '这个浏览器还没有登录到 Helmdeck，或者 Helmdeck 已经重新启动。数据没有变化。请在终端运行 helmdeck open，打开它打印的地址。',
      en: 'This browser is not let in yet, or Helmdeck was started anew. Nothing was changed. Run helmdeck open in the terminal and use the address it prints.',
    },
  },
  noPage: {
    title: { zh: '界面还没有构建', en: 'The page has not been built' },
    text: {
      zh: '引擎在运行，但找不到界面文件。请运行 npm run build，然后重新打开。',
      en: 'The engine runs, but the files of the page are not there. Run npm run build, then open it again.',
    },
  },
} satisfies Record<string, Notice>

/** A page without scripts or styles, in the language the browser prefers. */
export function noticePage({ title, text }: Notice, acceptLanguage: string | undefined): string {
  const language = acceptLanguage?.trim().toLowerCase().startsWith('zh') ? 'zh' : 'en'
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Helmdeck: ${title[language]}</title>
<h1>${title[language]}</h1>
<p>${text[language]}</p>
<p><a href="/">Helmdeck</a></p>
</html>
`
}
