import { Button, Checkbox, NumberInput, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ErrorState, ProgressState } from '../../ui/states.tsx'
import { changeAccess, changeDraft, checkDraft, useDraft } from './connect-draft.ts'
import classes from './connections.module.css'
import { jsonAt } from './json-places.ts'
import { RestEditor } from './RestEditor.tsx'
import { SecretField } from './SecretField.tsx'
import { useTest } from './use-test.ts'

interface Props {
  readonly taken: readonly string[]
  readonly secret: string
  readonly onSecret: (secret: string) => void
  readonly onTested: () => void
}

/** Where the system is and how to get in, and the question whether that works. */
export function AccessStep({ taken, secret, onSecret, onTested }: Props) {
  const { t } = useTranslation('connections')
  const draft = useDraft()
  const { faults, connection } = checkDraft(draft)
  const { of, name, system, url, user, isTried, keepSecret } = draft
  const { test, stop } = useTest(secret, onTested)
  const isTaken = of === null && taken.includes(name)
  const wrong = (place: string, text: string): string | undefined => (isTried && faults.has(place) ? text : undefined)
  const auth = system === 'rest' ? jsonAt(draft.rest, ['auth', 'type']) : null
  const hasUser = auth === null || auth === 'basic' || auth === 'login'
  const hasSecret = auth !== 'none'
  const ask = (): void => {
    changeDraft({ isTried: true })
    if (connection !== null && !isTaken) test.mutate({ name, connection })
  }
  if (test.isPending) return <ProgressState label={t('testing')} fraction={null} onCancel={stop} />
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        ask()
      }}
    >
      <div className={classes.fields}>
        {of === null && (
          <TextInput
            label={t('name')}
            description={t('nameHelp')}
            value={name}
            error={isTaken ? t('nameTaken') : wrong('name', t('nameWrong'))}
            onChange={(event) => changeDraft({ name: event.currentTarget.value })}
          />
        )}
        <TextInput
          label={t('url')}
          description={t(`urlHelp.${system}`)}
          placeholder={t(`urlExample.${system}`)}
          value={url}
          error={wrong('url', t('urlWrong'))}
          onChange={(event) => changeAccess({ url: event.currentTarget.value })}
        />
        {hasUser && (
          <TextInput
            label={t('user')}
            autoComplete="off"
            value={user}
            error={wrong('user', t('userWrong'))}
            onChange={(event) => changeAccess({ user: event.currentTarget.value })}
          />
        )}
        {hasSecret && (
          <SecretField
            label={t('secret')}
            help={t(`secretHelp.${system}`)}
            placeholder={secret === '' ? (of === null ? '' : t('secretKept')) : t('secretTyped')}
            onSecret={(typed) => {
              onSecret(typed)
              changeAccess({})
            }}
          />
        )}
      </div>
      {hasSecret && (
        <Checkbox
          label={t('keepSecret')}
          description={t('keepSecretHelp')}
          checked={keepSecret}
          onChange={({ currentTarget }) => changeDraft({ keepSecret: currentTarget.checked })}
        />
      )}
      {system === 'rest' && <RestEditor faults={isTried ? faults : noFaults} />}
      <Limits wrong={wrong} />
      {isTried && faults.size > 0 && (
        <p className={classes.wrong} role="alert">
          {t('faults', { count: faults.size })}
        </p>
      )}
      {test.error !== null && <ErrorState compact error={test.error} />}
      <span className={classes.buttons}>
        <Button type="submit">{t('test')}</Button>
        {of === null && (
          <Button variant="default" onClick={() => changeDraft({ step: 'system' })}>
            {t('back')}
          </Button>
        )}
      </span>
    </form>
  )
}

const noFaults: ReadonlySet<string> = new Set()

function Limits({ wrong }: { wrong: (place: string, text: string) => string | undefined }) {
  const { t } = useTranslation('connections')
  const { dailyCalls, overlapMinutes, authority } = useDraft()
  return (
    <details className={classes.more}>
      <summary>{t('limits')}</summary>
      <div className={classes.fields}>
        <NumberInput
          label={t('dailyCalls')}
          description={t('dailyCallsHelp')}
          hideControls
          thousandSeparator=","
          value={dailyCalls}
          error={wrong('dailyCalls', t('numberWrong'))}
          onChange={(value) => changeDraft({ dailyCalls: value })}
        />
        <NumberInput
          label={t('overlap')}
          description={t('overlapHelp')}
          hideControls
          value={overlapMinutes}
          error={wrong('overlapMinutes', t('numberWrong'))}
          onChange={(value) => changeDraft({ overlapMinutes: value })}
        />
      </div>
      <Textarea
        label={t('authority')}
        description={t('authorityHelp')}
        rows={3}
        spellCheck={false}
        value={authority}
        error={wrong('authority', t('authorityWrong'))}
        onChange={(event) => changeAccess({ authority: event.currentTarget.value })}
      />
    </details>
  )
}
