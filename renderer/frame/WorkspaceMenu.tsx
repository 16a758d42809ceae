import { Popover, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../data/queries.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Facts } from '../ui/Facts.tsx'
import classes from './frame.module.css'

export function WorkspaceMenu() {
  const { t } = useTranslation('frame')
  const format = useFormat()
  const workspace = useWorkspace().data
  const name = workspace?.name ?? t('title')
  return (
    <Popover position="bottom-start" width={300}>
      <Popover.Target>
        <UnstyledButton className={classes.workspace} aria-label={t('workspaceMenu', { name })}>
          <span className={classes.mark} aria-hidden />
          <span className="clip" title={name}>
            {name}
          </span>
          <IconChevronDown size={14} stroke={1.5} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        {workspace && (
          <Facts
            facts={[
              [t('lastLoad'), workspace.lastLoadAt === null ? t('noLoad') : format.moment(workspace.lastLoadAt)],
              [t('dataVersion'), String(workspace.dataVersion)],
              [t('currency'), workspace.reportingCurrency ?? '–'],
              [t('timeZone'), workspace.timeZone],
              [t('engine'), workspace.engineVersion],
            ]}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
