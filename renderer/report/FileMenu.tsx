import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Api } from '../../src/contract/api.ts'
import type { Language } from '../../src/contract/text.ts'
import { useApi } from '../data/session.tsx'
import { useLanguage } from '../i18n/i18n.ts'
import { ErrorState } from '../ui/states.tsx'
import { downloadFile } from './download.ts'
import classes from './explain.module.css'

export interface FileChoice {
  readonly label: string
  readonly write: (api: Api, language: Language) => Promise<{ bytes: Uint8Array; fileName: string }>
}

type Outcome = { done: string } | { failed: unknown } | 'writing' | null

/** Files that what is shown can be taken away as, behind one button; says what became of the one that was chosen. */
export function FileMenu({ choices, label }: { readonly choices: readonly FileChoice[]; readonly label: string }) {
  const { t } = useTranslation('report')
  const api = useApi()
  const language = useLanguage()
  const [outcome, setOutcome] = useState<Outcome>(null)
  const start = async (choice: FileChoice) => {
    setOutcome('writing')
    try {
      const { bytes, fileName } = await choice.write(api, language)
      downloadFile(fileName, bytes)
      setOutcome({ done: t('fileReady', { name: fileName }) })
    } catch (failed) {
      setOutcome({ failed })
    }
  }
  const text = outcome === 'writing' ? t('fileWriting') : outcome !== null && 'done' in outcome ? outcome.done : ''
  return (
    <div className={classes.exportBox}>
      <span className={classes.exported} role="status">
        {text}
      </span>
      <Menu position="bottom-end" withinPortal>
        <Tooltip label={label}>
          <Menu.Target>
            <ActionIcon aria-label={label} loading={outcome === 'writing'}>
              <IconDownload size={17} stroke={1.5} />
            </ActionIcon>
          </Menu.Target>
        </Tooltip>
        <Menu.Dropdown>
          {choices.map((choice) => (
            <Menu.Item key={choice.label} onClick={() => void start(choice)}>
              {choice.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {outcome !== null && outcome !== 'writing' && 'failed' in outcome && <ErrorState compact error={outcome.failed} />}
    </div>
  )
}
