import { Button } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { isLoadQuestion } from '../../../src/contract/imports.ts'
import type { FileOutcome } from '../../../src/contract/imports.ts'
import { useApi } from '../../data/session.tsx'
import { useLocal } from '../../i18n/i18n.ts'
import { useLoads } from './loads-store.ts'
import classes from './loads.module.css'
import { answerLoad } from './rewrite-load.ts'

/** What a load asks about rows that are known: whether they are gone, or the same in another form. */
export function LoadQuestions({ load, files }: { load: number; files: readonly FileOutcome[] }) {
  const api = useApi()
  const local = useLocal()
  const isBusy = useLoads((state) => state.rewrite.step === 'working')
  const questions = files.flatMap(({ openQuestions }) => openQuestions).filter(isLoadQuestion)
  return questions.map(({ id, text, choices }) => (
    <div key={id} className={classes.question} role="group" aria-label={local(text)}>
      <IconHelpCircle size={16} stroke={1.5} aria-hidden />
      <span>{local(text)}</span>
      <span className={classes.buttons}>
        {choices.map(({ value, label }) => (
          <Button key={value} size="xs" variant="default" disabled={isBusy} onClick={() => void answerLoad(api, load, id, value)}>
            {local(label)}
          </Button>
        ))}
      </span>
    </div>
  ))
}
