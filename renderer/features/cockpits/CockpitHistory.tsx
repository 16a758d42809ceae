import { useTranslation } from 'react-i18next'
import type { CockpitDocument } from '../../../src/contract/documents.ts'
import { cockpitDifferences } from '../../editing/cockpit-differences.ts'
import { HistoryPanel } from '../../editing/HistoryPanel.tsx'
import type { History } from '../../editing/use-preview.ts'
import { RightPanel } from '../../frame/RightPanel.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { cockpitEditor } from './cockpit-editor.ts'

/** The versions of the open cockpit. */
export function CockpitHistory({ name, history }: { name: string | null; history: History<CockpitDocument> }) {
  const { t } = useTranslation('editing')
  if (name === null)
    return (
      <RightPanel title={t('history')} onClose={history.close}>
        <EmptyState compact title={t('noHistory')} />
      </RightPanel>
    )
  return (
    <HistoryPanel
      editor={cockpitEditor}
      name={name}
      differences={cockpitDifferences}
      preview={history.preview}
      onPreview={history.look}
      onRestore={history.restore}
      onClose={history.close}
    />
  )
}
