import { packedFiles, packedFolders } from './pack-format.ts'

// Windows forbids these characters, takes `:` for a drive or a stream and drops a dot or blank at the end.
const forbidden = /[\\:*?"<>|\p{Cc}]/u
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** Whether a name, `/` between its parts, is one of a workspace's own: none of these leads out of its folder. */
export function isPackedName(name: string): boolean {
  if (packedFiles.includes(name)) return true
  const [folder = '', ...rest] = name.split('/')
  return (
    packedFolders.includes(folder) &&
    rest.length > 0 &&
    rest.length <= 8 &&
    rest.every((part) => part !== '' && part.length <= 255 && !forbidden.test(part) && !/[. ]$/.test(part) && !device.test(part))
  )
}
