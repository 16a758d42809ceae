import { useTranslation } from 'react-i18next'
import type { FeatureId } from './feature.ts'

/** The frame shows names that a feature wrote: its room's `title` and the titles of its commands. */
export function useFeatureText(): (feature: FeatureId | 'frame', key: string) => string {
  const { i18n } = useTranslation()
  return (feature, key) => i18n.getFixedT(null, feature)(key as 'title')
}
