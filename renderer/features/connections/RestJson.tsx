import { Button, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RestDescription } from '../../../src/contract/rest-description.ts'
import { changeAccess, useDraft } from './connect-draft.ts'
import classes from './connections.module.css'
import type { Json } from './json-places.ts'

/** The description as text: pasted, from a file, or to be copied out. It is taken over only when it is right. */
export function RestJson({ onTaken }: { onTaken: () => void }) {
  const { t } = useTranslation('connections')
  const rest = useDraft((draft) => draft.rest)
  const [text, setText] = useState(() => JSON.stringify(rest, null, 2))
  const [faults, setFaults] = useState<readonly string[]>([])
  const picker = useRef<HTMLInputElement>(null)
  const take = (): void => {
    const read = parsed(text)
    const checked = RestDescription.safeParse(read)
    if (read === undefined) return setFaults([t('notJson')])
    if (!checked.success)
      return setFaults([...new Set(checked.error.issues.map(({ path }) => t('jsonFault', { place: path.join('.') || '{ }' })))])
    changeAccess({ rest: read })
    onTaken()
  }
  return (
    <div className={classes.form}>
      <Textarea
        label={t('json')}
        description={t('jsonHelp')}
        rows={14}
        spellCheck={false}
        value={text}
        classNames={{ input: classes.code ?? '' }}
        error={
          faults.length === 0
            ? undefined
            : faults.map((fault) => (
                <span key={fault} className={classes.faultLine}>
                  {fault}
                </span>
              ))
        }
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={({ currentTarget: { files } }) => void files?.[0]?.text().then(setText)}
      />
      <span className={classes.buttons}>
        <Button size="xs" onClick={take}>
          {t('takeJson')}
        </Button>
        <Button size="xs" variant="default" onClick={() => picker.current?.click()}>
          {t('chooseJson')}
        </Button>
      </span>
    </div>
  )
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
