import { TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FieldListBox } from './FieldListBox.tsx'
import { searchFields, type Field, type FieldGroup } from './field-list.ts'
import fieldClasses from './fields.module.css'

interface FieldSearchProps {
  readonly label: string
  readonly groups: readonly FieldGroup[]
  readonly onPick: (field: Field) => void
}

/** One field out of groups of them: Enter takes the first that is found, the arrow goes to the list. */
export function FieldSearch({ label, groups, onPick }: FieldSearchProps) {
  const { t } = useTranslation('reports')
  const [search, setSearch] = useState('')
  const found = useMemo(() => searchFields(groups, search), [groups, search])
  const first = found[0]?.fields[0]
  return (
    <>
      <TextInput
        size="xs"
        data-autofocus
        aria-label={t('searchFields')}
        placeholder={t('searchFields')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && first && !event.nativeEvent.isComposing) onPick(first)
          if (event.key === 'ArrowDown')
            event.currentTarget.closest(`.${fieldClasses.adder}`)?.querySelector<HTMLElement>("[role='option'][tabindex='0']")?.focus()
        }}
      />
      {found.length === 0 ? (
        <p className={fieldClasses.noField}>{t('noField')}</p>
      ) : (
        <FieldListBox label={label} groups={found} onPick={onPick} />
      )}
    </>
  )
}
