import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../data/queries.ts'
import { Answered } from '../../ui/Answered.tsx'
import { HierarchyForm } from './HierarchyForm.tsx'
import { OrderForm } from './OrderForm.tsx'
import { useFieldSheet } from './use-field-sheet.ts'

/** The dialogs in which values get their order and colours, and fields their hierarchies. */
export function FieldSheets() {
  const { t } = useTranslation('reports')
  const { sheet, close } = useFieldSheet()
  const answer = useAnswer('data', ['fields.list'], (api, options) => api.fields.list({}, options), { enabled: sheet !== null })
  return (
    <Modal opened={sheet !== null} onClose={close} size="lg" title={sheet && t(sheet.is === 'order' ? 'orderTitle' : 'hierarchies')}>
      {sheet && (
        <Answered answer={answer} compact>
          {({ fields }) => (sheet.is === 'order' ? <OrderForm first={sheet.field} fields={fields} /> : <HierarchyForm fields={fields} />)}
        </Answered>
      )}
    </Modal>
  )
}
