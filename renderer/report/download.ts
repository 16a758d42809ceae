const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Hands bytes to the browser as a file. */
export function downloadWorkbook(fileName: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: workbookType }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
