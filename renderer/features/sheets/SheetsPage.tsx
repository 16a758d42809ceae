import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sheetNames, type SheetName } from '../../../src/contract/sheets.ts'
import { Page } from '../../frame/Page.tsx'
import { hashOf } from '../../frame/router.ts'
import { StepActions } from '../../frame/StepActions.tsx'
import { VersionsPanel } from '../../frame/VersionsPanel.tsx'
import { useLocal } from '../../i18n/i18n.ts'
import { Answered } from '../../ui/Answered.tsx'
import { failureOf } from '../../ui/failure.ts'
import { SheetAside } from './SheetAside.tsx'
import { SheetGrid } from './SheetGrid.tsx'
import { insertRow } from './sheet-moves.ts'
import { useSheetWish } from './sheet-room.ts'
import classes from './sheets.module.css'
import { useSheet, type Sheet } from './use-sheet.ts'

export function SheetsPage({ rest }: { rest: readonly string[] }) {
  const current = sheetNames.find((name) => name === rest[0]) ?? 'targets'
  // Another sheet is another draft.
  return <OneSheet key={current} name={current} />
}

function OneSheet({ name }: { name: SheetName }) {
  const { t } = useTranslation('sheets')
  const sheet = useSheet(name)
  const { desk, view } = sheet
  const [showVersions, setShowVersions] = useState(false)
  const width = view?.columns.length ?? 0
  const wish = useSheetWish((state) => state.wish)
  useEffect(() => {
    if (wish === null) return
    useSheetWish.setState({ wish: null })
    if (wish === 'add-row') void desk.save((rows) => insertRow(rows, rows.length, width))
    else void desk.step(wish)
  }, [wish, desk, width])
  return (
    <Page
      title={t('title')}
      fill
      strip={<Tabs current={name} />}
      actions={
        <>
          <SavedState sheet={sheet} />
          <StepActions
            undo={view?.undo ?? null}
            redo={view?.redo ?? null}
            isBusy={sheet.isSaving}
            onStep={(direction) => void desk.step(direction)}
            onVersions={() => setShowVersions(!showVersions)}
          />
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} stroke={1.5} />}
            onClick={() => void desk.save((rows) => insertRow(rows, rows.length, width))}
          >
            {t('addRow')}
          </Button>
        </>
      }
    >
      <Answered answer={sheet.answer}>
        {() =>
          view && (
            <div className={classes.room}>
              <Problem sheet={sheet} />
              <div className={classes.middle}>
                <SheetGrid view={view} sheet={sheet} />
                <SheetAside view={view} />
              </div>
            </div>
          )
        }
      </Answered>
      {showVersions && (
        <VersionsPanel kind="sheet" name={name} onRestore={(version) => void desk.step(version)} onClose={() => setShowVersions(false)} />
      )}
    </Page>
  )
}

function Tabs({ current }: { current: SheetName }) {
  const { t } = useTranslation('sheets')
  return (
    <nav className={classes.tabs} aria-label={t('title')}>
      {sheetNames.map((name) => (
        <a key={name} className={classes.tab} href={hashOf('sheets', name)} aria-current={name === current ? 'page' : undefined}>
          {t(`tab.${name}`)}
        </a>
      ))}
    </nav>
  )
}

function SavedState({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('sheets')
  if (sheet.failed !== null)
    return (
      <span className={classes.savedState} data-bad>
        <IconAlertTriangle size={14} stroke={1.5} aria-hidden />
        {t('notSaved')}
      </span>
    )
  if (sheet.isSaving) return <span className={classes.savedState}>{t('saving')}</span>
  return (
    <span className={classes.savedState}>
      <IconCheck size={14} stroke={1.5} aria-hidden />
      {t('saved')}
    </span>
  )
}

function Problem({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('sheets')
  const local = useLocal()
  if (sheet.failed === null) return null
  return (
    <div className={classes.problem} role="alert">
      <IconAlertTriangle size={18} stroke={1.5} aria-hidden />
      <div>{local(failureOf(sheet.failed).text)}</div>
      <Button size="compact-sm" variant="default" onClick={() => void sheet.desk.keepMine()}>
        {sheet.isConflict ? t('keepMine') : t('saveAgain')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => sheet.desk.takeTheirs()}>
        {sheet.isConflict ? t('takeTheirs') : t('discard')}
      </Button>
    </div>
  )
}
