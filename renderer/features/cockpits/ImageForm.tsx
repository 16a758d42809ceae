import { Button, FileButton, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../data/session.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { sameText, type NewTile } from './cockpit-moves.ts'
import classes from './tiles.module.css'

/** A picture from a file; what it shows is told in words, for those who don't see it. */
export function ImageForm({ onAdd }: { onAdd: (tile: NewTile) => void }) {
  const { t } = useTranslation('cockpits')
  const api = useApi()
  const [file, setFile] = useState<File | null>(null)
  const [alt, setAlt] = useState('')
  const [failed, setFailed] = useState<unknown>(null)
  const add = async () => {
    if (file === null) return
    const { image } = await api.images.put({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    onAdd({ kind: 'image', title: sameText(''), image, alt: alt.trim() })
  }
  return (
    <>
      <FileButton accept="image/png,image/jpeg" onChange={setFile}>
        {(props) => (
          <Button variant="default" {...props}>
            {file === null ? t('chooseImage') : file.name}
          </Button>
        )}
      </FileButton>
      <TextInput label={t('imageAlt')} maxLength={300} value={alt} onChange={(event) => setAlt(event.currentTarget.value)} />
      {failed !== null && <ErrorState compact error={failed} />}
      <div className={classes.addFoot}>
        <Button
          disabled={file === null}
          onClick={() => {
            setFailed(null)
            add().catch(setFailed)
          }}
        >
          {t('add')}
        </Button>
      </div>
    </>
  )
}
