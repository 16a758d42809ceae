import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language, LocalText } from '../../src/contract/text.ts'
import { resources } from './resources.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'frame'
    resources: (typeof resources)['en']
    keySeparator: false
    nsSeparator: false
  }
}

const remembered = 'helmdeck.language'

/** The language chosen before, else the browser's: Chinese for any zh, English for everything else. */
export function firstLanguage(stored: string | null, browser: string): Language {
  if (stored === 'zh' || stored === 'en') return stored
  return browser.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  })
  await i18next.use(initReactI18next).init({
    resources,
    lng: firstLanguage(localStorage.getItem(remembered), navigator.language),
    fallbackLng: false,
    defaultNS: 'frame',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  })
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(remembered, language)
  await i18next.changeLanguage(language)
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'zh' ? 'zh' : 'en'
}

/** Picks the reader's language out of a sentence the engine gives in both. */
export function useLocal(): (text: LocalText) => string {
  const language = useLanguage()
  return (text) => text[language]
}
