const office = 'application/vnd.openxmlformats-officedocument'
const types = { xlsx: `${office}.spreadsheetml.sheet`, pptx: `${office}.presentationml.presentation` }

/** Hands bytes to the browser as a file. */
export function downloadFile(fileName: string, bytes: Uint8Array): void {
  const type = fileName.endsWith('.pptx') ? types.pptx : types.xlsx
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
