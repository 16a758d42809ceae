import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { aliasKinds, type AliasKind, type NameEntry } from '../../../src/contract/settings.ts'
import { useAnswer } from '../../data/queries.ts'
import { useChangeSettings } from '../../data/settings.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { TextField } from './Setting.tsx'
import classes from './settings.module.css'

const shown = 200

export function NamesSection() {
  const { t } = useTranslation('settings')
  const [kind, setKind] = useState<AliasKind>('region')
  const [search, setSearch] = useState('')
  const answer = useAnswer('data', ['settings.names', kind, search], (api, options) =>
    api.settings.names({ kind, search, limit: shown }, options),
  )
  return (
    <section>
      <h2>{t('section.names')}</h2>
      <p className={classes.quiet}>{t('namesText')}</p>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={t('section.names')}
          value={kind}
          data={aliasKinds.map((one) => ({ value: one, label: t(`names.${one}`) }))}
          onChange={(chosen) => setKind(chosen)}
        />
        <TextInput
          size="xs"
          value={search}
          leftSection={<IconSearch size={14} stroke={1.5} />}
          aria-label={t('searchNames')}
          placeholder={t('searchNames')}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <Answered answer={answer}>
        {({ names, total, unresolved }) =>
          total === 0 ? (
            <EmptyState title={t('noNames')} compact />
          ) : (
            <NameTable names={names} kind={kind} total={total} unresolved={unresolved} />
          )
        }
      </Answered>
    </section>
  )
}

function NameTable({
  names,
  kind,
  total,
  unresolved,
}: {
  names: readonly NameEntry[]
  kind: AliasKind
  total: number
  unresolved: number
}) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const save = useChangeSettings()
  const set = (name: string, canonical: string | null) =>
    save.mutate({
      change: { aliases: { [kind]: { [name]: canonical } } },
      what: canonical === null ? t('countsAsItself', { name }) : t('countsAsOther', { name, canonical }),
    })
  return (
    <>
      {unresolved > 0 && <p className={classes.quiet}>{t('unresolved', { total: format.cell(unresolved, 'count') })}</p>}
      {save.isError && <ErrorState error={save.error} compact />}
      <div className={classes.tableBox}>
        <table className={classes.table} data-edit>
          <thead>
            <tr>
              <th scope="col">{t('nameInData')}</th>
              <th scope="col" data-number>
                {t('rows')}
              </th>
              <th scope="col">{t('countsAs')}</th>
              <th scope="col">{t('looksLike')}</th>
            </tr>
          </thead>
          <tbody>
            {names.map(({ name, rows, countsAs, resembles }) => (
              <tr key={name} data-changed={countsAs !== null || undefined}>
                <th scope="row">{name}</th>
                <td data-number>{format.cell(rows, 'count')}</td>
                <td>
                  <TextField
                    label={t('countsAsLabel', { name })}
                    value={countsAs ?? ''}
                    placeholder={t('itself')}
                    width={200}
                    onSave={(text) => set(name, text.trim() || null)}
                  />
                </td>
                <td>
                  {resembles !== null && (
                    <Button size="compact-xs" variant="default" disabled={save.isPending} onClick={() => set(name, resembles)}>
                      {t('sameAs', { name: resembles })}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > names.length && (
        <p className={classes.quiet}>{t('moreNames', { shown: format.cell(names.length, 'count'), total: format.cell(total, 'count') })}</p>
      )}
    </>
  )
}
