import { Button, Checkbox } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionTest } from '../../../src/contract/pulls.ts'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { kindLabel } from '../data/target-options.ts'
import { changeDraft, takenObjects, useDraft } from './connect-draft.ts'
import classes from './connections.module.css'
import { ObjectMapping } from './ObjectMapping.tsx'

type TestedObject = ConnectionTest['objects'][number]

/** Who we are there, what there is to read, and which of it is taken. `onNext` null: the form around it saves. */
export function ObjectsStep({ secret, onNext }: { secret: string; onNext: (() => void) | null }) {
  const { t } = useTranslation('connections')
  const draft = useDraft()
  const [shown, setShown] = useState<string | null>(null)
  const { tested } = draft
  const taken = takenObjects(draft)
  const back = (
    <Button variant="default" onClick={() => changeDraft({ step: 'access' })}>
      {t('back')}
    </Button>
  )
  if (tested === null)
    return (
      <div className={classes.form}>
        <p>{t('testFirst')}</p>
        <span className={classes.buttons}>{back}</span>
      </div>
    )
  const { account, version, objects } = tested
  const take = (name: string, isTaken: boolean): void =>
    changeDraft({ chosen: objects.map(({ object }) => object).filter((one) => (one === name ? isTaken : taken.includes(one))) })
  return (
    <div className={classes.form}>
      <p className={classes.good}>
        <IconCircleCheck size={16} stroke={1.5} aria-hidden />
        {version === null ? t('connectedAs', { account }) : t('connectedAsTo', { account, version })}
      </p>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('objects')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('take')}</th>
              <th scope="col">{t('becomes')}</th>
              <th scope="col" data-number>
                {t('records')}
              </th>
              <th scope="col" data-number>
                {t('estimatedCalls')}
              </th>
              <th scope="col" data-number>
                {t('estimatedTime')}
              </th>
              <th scope="col">{t('columns')}</th>
            </tr>
          </thead>
          <tbody>
            {objects.map((object) => (
              <ObjectLine
                key={object.object}
                object={object}
                isTaken={taken.includes(object.object)}
                isShown={shown === object.object}
                onTake={(isTaken) => take(object.object, isTaken)}
                onShow={() => setShown(shown === object.object ? null : object.object)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {shown !== null && <ObjectMapping key={shown} object={shown} secret={secret} />}
      {taken.length === 0 && <p className={classes.wrong}>{t('takeOne')}</p>}
      <span className={classes.buttons}>
        {onNext !== null && (
          <Button disabled={taken.length === 0} onClick={onNext}>
            {t('next')}
          </Button>
        )}
        {back}
      </span>
    </div>
  )
}

interface LineProps {
  readonly object: TestedObject
  readonly isTaken: boolean
  readonly isShown: boolean
  readonly onTake: (isTaken: boolean) => void
  readonly onShow: () => void
}

function ObjectLine({ object, isTaken, isShown, onTake, onShow }: LineProps) {
  const { t } = useTranslation('connections')
  const local = useLocal()
  const language = useLanguage()
  const format = useFormat()
  const { records, calls, seconds, problem, label } = object
  const name = local(label)
  const title = name === object.object ? name : `${name} (${object.object})`
  return (
    <>
      <tr data-notes={problem !== null || undefined}>
        <td>
          <Checkbox label={title} checked={isTaken} onChange={({ currentTarget }) => onTake(currentTarget.checked)} />
        </td>
        <td>{kindLabel(object.entity, language) ?? t('byColumns')}</td>
        <td data-number>{records === null ? t('unknown') : format.cell(records, 'count')}</td>
        <td data-number>{calls === null ? t('unknown') : format.cell(calls, 'count')}</td>
        <td data-number>
          {seconds === null ? t('unknown') : seconds < 60 ? t('underMinute') : t('aboutMinutes', { count: Math.ceil(seconds / 60) })}
        </td>
        <td>
          {problem === null && (
            <Button
              size="compact-xs"
              variant="default"
              aria-expanded={isShown}
              aria-label={t('lookAtOf', { object: name })}
              onClick={onShow}
            >
              {t('lookAt')}
            </Button>
          )}
        </td>
      </tr>
      {problem !== null && (
        <tr>
          <td colSpan={6} className={classes.notes} data-bad>
            {local(problem.message)}
          </td>
        </tr>
      )}
    </>
  )
}
