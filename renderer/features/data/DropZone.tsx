import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../data/queries.ts'
import { shell } from '../../shell.ts'
import classes from './data.module.css'
import { droppedFiles, visible } from './dropped-files.ts'
import { useImport } from './import-store.ts'

/** Takes files and folders: dropped, or chosen in a dialog. */
export function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const { t } = useTranslation('data')
  const [over, setOver] = useState(false)
  const empty = useWorkspace().data?.lastLoadAt === null
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void droppedFiles(event.dataTransfer).then(onFiles)
  }
  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileImport size={32} stroke={1.25} aria-hidden />
      <h2>{over ? t('dropNow') : t('dropTitle')}</h2>
      <p>{t('dropText')}</p>
      <PickButtons onFiles={onFiles} />
      {empty && <p className={classes.quiet}>{t('sampleHint')}</p>}
    </div>
  )
}

function PickButtons({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const { t } = useTranslation('data')
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  // React's types don't know this attribute of every browser.
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), [])
  const take = (input: HTMLInputElement) => {
    onFiles(visible([...(input.files ?? [])]))
    // So that the same file can be chosen again.
    input.value = ''
  }
  return (
    <div className={classes.dropButtons}>
      <Button onClick={() => (shell ? useImport.setState({ waiting: { kind: 'files' } }) : files.current?.click())}>
        {t('chooseFiles')}
      </Button>
      <Button variant="default" onClick={() => (shell ? useImport.setState({ waiting: { kind: 'folder' } }) : folder.current?.click())}>
        {t('chooseFolder')}
      </Button>
      <input
        ref={files}
        type="file"
        multiple
        className={classes.hidden}
        aria-label={t('chooseFiles')}
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        className={classes.hidden}
        aria-label={t('chooseFolder')}
        onChange={(event) => take(event.currentTarget)}
      />
    </div>
  )
}

/** The small version that stands beside files already chosen. */
export function AddMoreButton({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const { t } = useTranslation('data')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button variant="default" className={classes.addMore} onClick={() => input.current?.click()}>
        {t('addMore')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        className={classes.hidden}
        aria-label={t('addMore')}
        onChange={(event) => onFiles(visible([...(event.currentTarget.files ?? [])]))}
      />
    </>
  )
}
