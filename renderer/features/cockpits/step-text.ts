import { useTranslation } from 'react-i18next'
import { useLocal } from '../../i18n/i18n.ts'
import type { StepLabel } from './cockpit-editor.ts'

/** A step in words: `move “Pipeline”`. */
export function useStepText(): (label: StepLabel) => string {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  return (label) => t(label.key, { name: label.name ? local(label.name) : '' }).trim()
}
