/** Every file of a drop, folders included. Hidden files (`.DS_Store`, `~$book.xlsx`) are left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Entries have to be taken before the first await: the list is empty afterwards.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length === 0) return visible([...transfer.files])
  const found = await Promise.all(entries.map(filesUnder))
  return visible(found.flat())
}

export function visible<Named extends { readonly name: string }>(files: readonly Named[]): Named[] {
  return files.filter((file) => !file.name.startsWith('.') && !file.name.startsWith('~$'))
}

async function filesUnder(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))]
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: File[] = []
  // A reader answers with at most 100 entries at a time, and with none at the end.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (entries.length === 0) return found
    for (const inner of entries) found.push(...(await filesUnder(inner)))
  }
}
