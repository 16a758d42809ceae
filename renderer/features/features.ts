import type { Feature } from '../frame/feature.ts'
import { cockpits } from './cockpits/cockpits.ts'
import { data } from './data/data.ts'
import { decks } from './decks/decks.ts'
import { home } from './home/home.ts'
import { reports } from './reports/reports.ts'
import { settings } from './settings/settings.ts'
import { sheets } from './sheets/sheets.ts'
import { studies } from './studies/studies.ts'

/** The rooms in the order of the side bar. Adding one = a folder, a line here and a line in i18n/resources.ts. */
export const features: readonly Feature[] = [home, data, sheets, cockpits, reports, studies, decks, settings]
