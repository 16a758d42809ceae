import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconCircleHalf2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useChangeSettings, useSettings } from '../data/settings.ts'

export function AppearanceMenu() {
  const { t } = useTranslation('frame')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const isRed = useSettings().data?.settings.redUpGreenDown ?? false
  const save = useChangeSettings()
  const setRed = (redUpGreenDown: boolean) => redUpGreenDown !== isRed && save.mutate({ change: { redUpGreenDown }, what: t('rises') })
  const check = (on: boolean) => (on ? <IconCheck size={14} stroke={2} /> : null)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('appearance')}>
          <ActionIcon aria-label={t('appearance')}>
            <IconCircleHalf2 size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('colourScheme')}</Menu.Label>
        <Menu.Item rightSection={check(colorScheme === 'auto')} onClick={() => setColorScheme('auto')}>
          {t('system')}
        </Menu.Item>
        <Menu.Item rightSection={check(colorScheme === 'light')} onClick={() => setColorScheme('light')}>
          {t('light')}
        </Menu.Item>
        <Menu.Item rightSection={check(colorScheme === 'dark')} onClick={() => setColorScheme('dark')}>
          {t('dark')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('rises')}</Menu.Label>
        <Menu.Item rightSection={check(!isRed)} onClick={() => setRed(false)}>
          {t('risesGreen')}
        </Menu.Item>
        <Menu.Item rightSection={check(isRed)} onClick={() => setRed(true)}>
          {t('risesRed')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
