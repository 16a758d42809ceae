import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../data/queries.ts'
import { Answered } from '../../ui/Answered.tsx'
import { useFieldWriter } from './field-writer.ts'
import { FieldForm } from './FieldForm.tsx'

/** The dialog in which a field of one's own is written. */
export function FieldWriter() {
  const { t } = useTranslation('reports')
  const { writing, close } = useFieldWriter()
  const answer = useAnswer('data', ['fields.list'], (api, options) => api.fields.list({}, options), { enabled: writing !== null })
  return (
    <Modal
      opened={writing !== null}
      onClose={close}
      size={720}
      closeOnClickOutside={false}
      title={writing && t(writing.is === 'edit' ? 'changeField' : writing.is === 'metric' ? 'writeMetric' : 'writeDimension')}
      closeButtonProps={{ 'aria-label': t('closeField') }}
    >
      {writing && (
        <Answered answer={answer} compact>
          {({ fields }) => <FieldForm key={JSON.stringify(writing)} writing={writing} fields={fields} />}
        </Answered>
      )}
    </Modal>
  )
}
