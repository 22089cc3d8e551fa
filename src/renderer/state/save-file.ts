/** Gives a file to the person, under a name that they may change. */
export type SaveFile = (file: Blob, name: string) => void

/** How long the browser has to begin reading before the address of a file is given up. */
const KEPT_MS = 60_000

export const saveAsDownload: SaveFile = (file, name) => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS)
}
