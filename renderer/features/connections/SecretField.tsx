import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  readonly label: string
  readonly help?: ReactNode
  readonly placeholder?: string
  readonly onSecret: (secret: string) => void
}

/** A controlled field would write the secret into the page as an attribute; this one only tells what is typed. */
export function SecretField({ label, help, placeholder, onSecret }: Props) {
  return (
    <TextInput
      type="password"
      label={label}
      description={help}
      placeholder={placeholder ?? ''}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onSecret(event.currentTarget.value)}
    />
  )
}
