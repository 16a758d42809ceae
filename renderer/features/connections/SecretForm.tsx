import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './connections.module.css'
import { SecretField } from './SecretField.tsx'

interface Props {
  readonly action: string
  /** May it be kept by the machine? Else it is used once. */
  readonly mayKeep?: boolean
  readonly isBusy?: boolean
  readonly onSecret: (secret: string, keep: boolean) => void
}

/** Asks for a secret where one is needed. */
export function SecretForm({ action, mayKeep = false, isBusy = false, onSecret }: Props) {
  const { t } = useTranslation('connections')
  const [secret, setSecret] = useState('')
  const [keeps, setKeeps] = useState(true)
  return (
    <form
      className={classes.line}
      onSubmit={(event) => {
        event.preventDefault()
        if (secret !== '') onSecret(secret, mayKeep && keeps)
      }}
    >
      <SecretField label={t('secret')} onSecret={setSecret} />
      {mayKeep && <Checkbox label={t('keepSecret')} checked={keeps} onChange={() => setKeeps(!keeps)} />}
      <Button type="submit" size="xs" disabled={secret === '' || isBusy}>
        {action}
      </Button>
    </form>
  )
}
