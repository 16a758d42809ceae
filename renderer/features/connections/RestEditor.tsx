import { Button, SegmentedControl } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeRest, useDraft } from './connect-draft.ts'
import classes from './connections.module.css'
import { jsonAt, textAt, type Json } from './json-places.ts'
import { RestChoice, RestField } from './RestField.tsx'
import { RestJson } from './RestJson.tsx'
import { RestObjectForm } from './RestObjectForm.tsx'

/** How a system of one's own is asked: as a form, or as the file that the command line takes. */
export function RestEditor({ faults }: { faults: ReadonlySet<string> }) {
  const { t } = useTranslation('connections')
  const [view, setView] = useState<'form' | 'json'>('form')
  return (
    <fieldset className={classes.group}>
      <legend>{t('description')}</legend>
      <SegmentedControl
        aria-label={t('descriptionAs')}
        value={view}
        data={(['form', 'json'] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
        onChange={setView}
      />
      {view === 'json' ? <RestJson onTaken={() => setView('form')} /> : <RestForm faults={faults} />}
    </fieldset>
  )
}

function RestForm({ faults }: { faults: ReadonlySet<string> }) {
  const { t } = useTranslation('connections')
  const rest = useDraft((draft) => draft.rest)
  const found = jsonAt(rest, ['objects'])
  const objects: readonly Json[] = Array.isArray(found) ? found : []
  const auth = textAt(rest, ['auth', 'type'])
  return (
    <>
      <div className={classes.fields}>
        <RestChoice
          faults={faults}
          place={['auth', 'type']}
          label={t('auth')}
          choices={(['bearer', 'basic', 'header', 'login', 'none'] as const).map((value) => ({ value, label: t(`auth.${value}`) }))}
          onChoose={(type) => changeRest(['auth'], { type })}
        />
        {auth === 'header' && (
          <>
            <RestField faults={faults} place={['auth', 'name']} label={t('rest.header')} example="X-Api-Key" />
            <RestField faults={faults} place={['auth', 'prefix']} label={t('rest.prefix')} />
          </>
        )}
        {auth === 'login' && (
          <>
            <RestField faults={faults} place={['auth', 'path']} label={t('rest.loginPath')} example="/login" />
            <RestField faults={faults} place={['auth', 'user']} label={t('rest.loginUser')} example="user" />
            <RestField faults={faults} place={['auth', 'password']} label={t('rest.loginPassword')} example="password" />
            <RestField faults={faults} place={['auth', 'token']} label={t('rest.loginToken')} example="token" />
          </>
        )}
        <RestField faults={faults} place={['error']} label={t('rest.error')} help={t('rest.errorHelp')} example="error" />
      </div>
      {objects.map((_object, index) => (
        <RestObjectForm key={index} index={index} faults={faults} isOnly={objects.length === 1} />
      ))}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.5} />}
          onClick={() => changeRest(['objects'], [...objects, { name: '', path: '', key: 'id', page: { style: 'none' } }])}
        >
          {t('addObject')}
        </Button>
      </div>
    </>
  )
}
