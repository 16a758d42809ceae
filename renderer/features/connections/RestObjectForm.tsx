import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/i18n.ts'
import { choosableKinds, kindLabel } from '../data/target-options.ts'
import { changeRest, useDraft } from './connect-draft.ts'
import classes from './connections.module.css'
import { textAt } from './json-places.ts'
import { RestChoice, RestField } from './RestField.tsx'

const styles = ['none', 'keyset', 'cursor', 'link', 'offset', 'page'] as const
const formats = ['iso', 'epoch-ms', 'epoch-s', 'date'] as const
/** Stands for "as the columns tell" in a list whose values can't be empty. */
const byColumns = 'by-columns'

/** One list that the system answers: where it is, how its pages go on, how changes are told. */
export function RestObjectForm({ index, faults, isOnly }: { index: number; faults: ReadonlySet<string>; isOnly: boolean }) {
  const { t } = useTranslation('connections')
  const language = useLanguage()
  const name = useDraft(({ rest }) => textAt(rest, ['objects', index, 'name']))
  const style = useDraft(({ rest }) => textAt(rest, ['objects', index, 'page', 'style']))
  const at = (...place: string[]) => ['objects', index, ...place]
  const title = t('objectTitle', { nth: index + 1, name })
  return (
    <fieldset className={classes.group}>
      <legend>{title}</legend>
      <div className={classes.fields}>
        <RestField faults={faults} place={at('name')} label={t('rest.name')} help={t('rest.nameHelp')} example="deals" />
        <RestChoice
          faults={faults}
          place={at('kind')}
          label={t('rest.kind')}
          help={t('rest.kindHelp')}
          placeholder={t('byColumns')}
          choices={[
            { value: byColumns, label: t('byColumns') },
            ...choosableKinds.map((kind) => ({ value: kind, label: kindLabel(kind, language) ?? t('ownTable') })),
          ]}
          onChoose={(kind) => changeRest(at('kind'), kind === byColumns ? undefined : kind)}
        />
        <RestField faults={faults} place={at('path')} label={t('rest.path')} help={t('rest.pathHelp')} example="/deals" />
        <RestField faults={faults} place={at('records')} label={t('rest.records')} help={t('rest.recordsHelp')} example="items" />
        <RestField faults={faults} place={at('key')} label={t('rest.key')} help={t('rest.keyHelp')} example="id" />
        <RestField faults={faults} place={at('total')} label={t('rest.total')} help={t('rest.totalHelp')} example="total" />
        <RestChoice
          faults={faults}
          place={at('page', 'style')}
          label={t('rest.page')}
          help={t('rest.pageHelp')}
          choices={styles.map((value) => ({ value, label: t(`page.${value}`) }))}
          onChoose={(chosen) => changeRest(at('page'), { style: chosen })}
        />
        {['keyset', 'cursor', 'offset', 'page'].includes(style) && (
          <RestField faults={faults} place={at('page', 'parameter')} label={t('rest.parameter')} example="after" />
        )}
        {['cursor', 'link'].includes(style) && (
          <RestField faults={faults} place={at('page', 'next')} label={t('rest.next')} example="paging.next" />
        )}
        {['keyset', 'offset'].includes(style) && (
          <RestField faults={faults} place={at('page', 'size')} label={t('rest.size')} example="100" isNumber />
        )}
        {style === 'page' && <RestField faults={faults} place={at('page', 'first')} label={t('rest.first')} example="1" isNumber />}
      </div>
      <details className={classes.more}>
        <summary>{t('rest.changes')}</summary>
        <p className={classes.quiet}>{t('rest.changesHelp')}</p>
        <div className={classes.fields}>
          <RestField faults={faults} place={at('cursor', 'field')} label={t('rest.cursorField')} example="updated_at" />
          <RestField faults={faults} place={at('cursor', 'parameter')} label={t('rest.cursorParameter')} example="since" />
          <RestField faults={faults} place={at('cursor', 'created')} label={t('rest.cursorCreated')} example="created_at" />
          <RestChoice
            faults={faults}
            place={at('cursor', 'format')}
            label={t('rest.cursorFormat')}
            placeholder={t('format.iso')}
            choices={formats.map((value) => ({ value, label: t(`format.${value}`) }))}
            onChoose={(format) => changeRest(at('cursor', 'format'), format)}
          />
          <RestField faults={faults} place={at('ids', 'path')} label={t('rest.idsPath')} help={t('rest.idsHelp')} example="/deal-ids" />
          <RestField faults={faults} place={at('ids', 'records')} label={t('rest.idsRecords')} example="ids" />
          <RestField faults={faults} place={at('archived', 'field')} label={t('rest.archived')} example="archived" />
          <RestField faults={faults} place={at('deleted', 'field')} label={t('rest.deleted')} example="deleted" />
          <RestField faults={faults} place={at('mergedInto', 'field')} label={t('rest.merged')} example="merged_into" />
        </div>
      </details>
      {!isOnly && (
        <div>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('removeObjectOf', { title })}
            onClick={() => changeRest(at(), undefined)}
          >
            {t('removeObject')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
