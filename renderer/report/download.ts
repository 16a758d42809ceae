const office = 'application/vnd.openxmlformats-officedocument'
const types: Readonly<Record<string, string>> = {
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
}

/** Hands bytes to the browser as a file. */
export function downloadFile(fileName: string, bytes: Uint8Array): void {
  const type = types[fileName.slice(fileName.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
