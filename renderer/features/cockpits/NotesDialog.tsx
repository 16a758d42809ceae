import { ActionIcon, Button, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Annotation, CockpitDocument } from '../../../src/contract/documents.ts'
import { useWorkspace } from '../../data/queries.ts'
import { useCalendarLook } from '../../i18n/calendar-look.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { addNote, removeNote } from './cockpit-extras.ts'
import { sameText } from './cockpit-moves.ts'
import { useDesk } from './desk.ts'
import classes from './tiles.module.css'

const seen = ['always', 'editing'] as const

/** Notes at days: they stand on every time axis of the cockpit. */
export function NotesDialog({ cockpit, onClose }: { cockpit: CockpitDocument; onClose: () => void }) {
  const { t } = useTranslation('cockpits')
  const format = useFormat()
  const look = useCalendarLook()
  const { move } = useDesk()
  const clock = useWorkspace().data?.clock
  const [day, setDay] = useState<string | null>(clock ?? null)
  const [text, setText] = useState('')
  const [who, setWho] = useState<Annotation['seen']>('always')
  const add = () => {
    if (day === null || text.trim() === '') return
    move(addNote({ day, text, seen: who }), { key: 'didNote', name: sameText(text.trim()) })
    setText('')
  }
  return (
    <Modal opened onClose={onClose} title={t('notes')} size="lg">
      <div className={classes.add}>
        <p className={classes.hint}>{t('notesText')}</p>
        <ul className={classes.list} aria-label={t('notes')}>
          {(cockpit.annotations ?? []).map((note) => (
            <li key={note.id}>
              <span>
                {format.day(note.day)} · {note.text}
                {note.seen === 'editing' && ` · ${t('seen-editing')}`}
              </span>
              <ActionIcon
                aria-label={t('removeNote', { text: note.text })}
                onClick={() => move(removeNote(note.id), { key: 'didRemove', name: sameText(note.text) })}
              >
                <IconX size={15} stroke={1.5} />
              </ActionIcon>
            </li>
          ))}
        </ul>
        <DatePickerInput label={t('noteDay')} value={day} onChange={setDay} valueFormat="YYYY-MM-DD" {...look} />
        <TextInput
          label={t('noteText')}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && add()}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('noteSeen')}
          data={seen.map((value) => ({ value, label: t(`seen-${value}`) }))}
          value={who}
          onChange={(value) => setWho(seen.find((one) => one === value) ?? 'always')}
        />
        <div className={classes.addFoot}>
          <Button disabled={day === null || text.trim() === ''} onClick={add}>
            {t('addNote')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
