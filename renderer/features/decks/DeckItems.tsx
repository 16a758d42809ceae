import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DeckItem } from '../../../src/contract/decks.ts'
import { SavedReport } from '../../../src/contract/documents.ts'
import { useAnswer } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { useLocal } from '../../i18n/i18n.ts'
import classes from './decks.module.css'

interface ItemsProps {
  readonly items: readonly DeckItem[]
  readonly onAdd: (item: DeckItem) => void
  readonly onMove: (place: number, step: -1 | 1) => void
  readonly onRemove: (place: number) => void
}

/** What the deck shows, to be ordered by buttons that a keyboard reaches as well. */
export function DeckItems({ items, onAdd, onMove, onRemove }: ItemsProps) {
  const { t } = useTranslation('decks')
  const { titleOf } = useKnown()
  const kindOf = (item: DeckItem): string =>
    item.kind === 'study' ? t('study', { count: item.charts }) : item.kind === 'cockpit' ? t('cockpit') : t('report')
  return (
    <section aria-label={t('slides')}>
      <div className={classes.itemsHead}>
        <h2>{t('slides')}</h2>
        <AddMenu onAdd={onAdd} />
      </div>
      {items.length === 0 && <p className={classes.quiet}>{t('empty')}</p>}
      <ol className={classes.items}>
        {items.map((item, place) => {
          const name = titleOf(item)
          return (
            <li key={`${place} ${name}`}>
              <span className={classes.place}>{place + 1}</span>
              <span className={classes.itemText}>
                <span className="clip" title={name}>
                  {name}
                </span>
                <span className={classes.quiet}>{kindOf(item)}</span>
              </span>
              <ActionIcon aria-label={t('up', { name })} disabled={place === 0} onClick={() => onMove(place, -1)}>
                <IconArrowUp size={16} stroke={1.5} />
              </ActionIcon>
              <ActionIcon aria-label={t('down', { name })} disabled={place === items.length - 1} onClick={() => onMove(place, 1)}>
                <IconArrowDown size={16} stroke={1.5} />
              </ActionIcon>
              <ActionIcon aria-label={t('remove', { name })} onClick={() => onRemove(place)}>
                <IconX size={16} stroke={1.5} />
              </ActionIcon>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function AddMenu({ onAdd }: Pick<ItemsProps, 'onAdd'>) {
  const { t } = useTranslation('decks')
  const local = useLocal()
  const api = useApi()
  const { cockpits, studies, reports } = useKnown()
  const addReport = async (name: string) => {
    const { body } = await api.documents.read({ kind: 'report', name })
    const saved = SavedReport.parse(body)
    onAdd({ kind: 'report', title: saved.title === '' ? name : saved.title, chart: saved.chart, spec: saved.spec })
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={15} stroke={1.5} />}>
          {t('add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        <Menu.Label>{t('addCockpit')}</Menu.Label>
        {cockpits.map(({ name, title }) => (
          <Menu.Item key={name} onClick={() => onAdd({ kind: 'cockpit', name })}>
            {local(title)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('addStudy')}</Menu.Label>
        {studies.map(({ study, label }) => (
          <Menu.Item key={study} onClick={() => onAdd({ kind: 'study', study, params: {}, charts: 2 })}>
            {local(label)}
          </Menu.Item>
        ))}
        {reports.length > 0 && <Menu.Label>{t('addReport')}</Menu.Label>}
        {reports.map(({ name, title }) => (
          <Menu.Item key={name} onClick={() => void addReport(name)}>
            {local(title)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Everything that can stand in a deck, and what it is called. */
function useKnown() {
  const local = useLocal()
  const cockpits = useAnswer('documents', ['cockpits.list'], (api, options) => api.cockpits.list({}, options)).data?.cockpits ?? []
  const studies = useAnswer('data', ['studies.list'], (api, options) => api.studies.list({}, options)).data?.studies ?? []
  const reports =
    useAnswer('documents', ['documents.list', 'report'], (api, options) => api.documents.list({ kind: 'report' }, options)).data
      ?.documents ?? []
  const titleOf = (item: DeckItem): string => {
    if (item.kind === 'report') return item.title
    if (item.kind === 'study') {
      const found = studies.find(({ study }) => study === item.study)
      return found === undefined ? item.study : local(found.label)
    }
    const found = cockpits.find(({ name }) => name === item.name)
    return found === undefined ? item.name : local(found.title)
  }
  return { cockpits, studies: studies.filter(({ available }) => available), reports, titleOf }
}
