import { editingEn } from '../editing/text.en.ts'
import { editingZh } from '../editing/text.zh.ts'
import { cockpitsEn } from '../features/cockpits/text.en.ts'
import { cockpitsZh } from '../features/cockpits/text.zh.ts'
import { connectionsEn } from '../features/connections/text.en.ts'
import { connectionsZh } from '../features/connections/text.zh.ts'
import { dataEn } from '../features/data/text.en.ts'
import { dataZh } from '../features/data/text.zh.ts'
import { decksEn } from '../features/decks/text.en.ts'
import { decksZh } from '../features/decks/text.zh.ts'
import { reportsEn } from '../features/reports/text.en.ts'
import { reportsZh } from '../features/reports/text.zh.ts'
import { settingsEn } from '../features/settings/text.en.ts'
import { settingsZh } from '../features/settings/text.zh.ts'
import { sheetsEn } from '../features/sheets/text.en.ts'
import { sheetsZh } from '../features/sheets/text.zh.ts'
import { studiesEn } from '../features/studies/text.en.ts'
import { studiesZh } from '../features/studies/text.zh.ts'
import { homeEn } from '../features/home/text.en.ts'
import { homeZh } from '../features/home/text.zh.ts'
import { frameEn } from '../frame/text.en.ts'
import { frameZh } from '../frame/text.zh.ts'
import { reportEn } from '../report/text.en.ts'
import { reportZh } from '../report/text.zh.ts'
import { uiEn } from '../ui/text.en.ts'
import { uiZh } from '../ui/text.zh.ts'

/** Every text of the product by feature. A feature writes English first; its Chinese must have the same keys. */
export const resources = {
  en: {
    frame: frameEn,
    ui: uiEn,
    report: reportEn,
    editing: editingEn,
    home: homeEn,
    cockpits: cockpitsEn,
    connections: connectionsEn,
    data: dataEn,
    reports: reportsEn,
    sheets: sheetsEn,
    studies: studiesEn,
    decks: decksEn,
    settings: settingsEn,
  },
  zh: {
    frame: frameZh,
    ui: uiZh,
    report: reportZh,
    editing: editingZh,
    home: homeZh,
    cockpits: cockpitsZh,
    connections: connectionsZh,
    data: dataZh,
    reports: reportsZh,
    sheets: sheetsZh,
    studies: studiesZh,
    decks: decksZh,
    settings: settingsZh,
  },
}
