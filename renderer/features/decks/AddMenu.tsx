import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DeckItem } from '../../../src/contract/decks.ts'
import { SavedReport } from '../../../src/contract/documents.ts'
import { useApi } from '../../data/session.tsx'
import { useLocal } from '../../i18n/i18n.ts'
import { addItem } from './deck-moves.ts'
import type { Change } from './DeckRoom.tsx'
import { useKnown } from './use-known.ts'
import classes from './decks.module.css'

/** What can be added: cockpits, studies, saved reports. */
export function AddMenu({ onChange }: { onChange: Change }) {
  const { t } = useTranslation('decks')
  const local = useLocal()
  const api = useApi()
  const { cockpits, studies, reports, titleOf } = useKnown()
  const add = (item: DeckItem) => onChange(addItem(item), { key: 'didAdd', name: titleOf(item) })
  const addReport = async (name: string) => {
    const { body } = await api.documents.read({ kind: 'report', name })
    const saved = SavedReport.parse(body)
    add({ kind: 'report', title: saved.title === '' ? name : saved.title, chart: saved.chart, spec: saved.spec })
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
          <Menu.Item key={name} onClick={() => add({ kind: 'cockpit', name })}>
            {local(title)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('addStudy')}</Menu.Label>
        {studies.map(({ study, label }) => (
          <Menu.Item key={study} onClick={() => add({ kind: 'study', study, params: {}, charts: 2 })}>
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
