import { useEffect } from 'react'
import { navigate } from '../../frame/router.ts'
import { droppedFiles } from './dropped-files.ts'
import { useImport } from './import-store.ts'

/** Files dropped anywhere are files to import. Without this the window would try to leave for the file. */
export function useFileDrops(): void {
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const take = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      void droppedFiles(event.dataTransfer).then((files) => {
        if (files.length === 0) return
        navigate('data', 'import')
        useImport.setState({ waiting: { files } })
      })
    }
    window.addEventListener('dragover', hold)
    window.addEventListener('drop', take)
    return () => {
      window.removeEventListener('dragover', hold)
      window.removeEventListener('drop', take)
    }
  }, [])
}
