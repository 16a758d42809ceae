import { Button } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import type { FileOutcome, Question } from '../../../src/contract/imports.ts'
import { useApi } from '../../data/session.tsx'
import { useLocal } from '../../i18n/i18n.ts'
import { useLoads } from './loads-store.ts'
import classes from './loads.module.css'
import { answerLoad } from './rewrite-load.ts'

/** Rows that would vanish wait for an answer; other questions are settled when the file is imported again. */
export const isVanishing = ({ id }: Question): boolean => id.endsWith('#vanishing')

export function VanishingQuestions({ load, files }: { load: number; files: readonly FileOutcome[] }) {
  const api = useApi()
  const local = useLocal()
  const isBusy = useLoads((state) => state.rewrite.step === 'working')
  const questions = files.flatMap(({ openQuestions }) => openQuestions).filter(isVanishing)
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
