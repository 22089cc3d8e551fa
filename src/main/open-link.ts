import { dialog } from 'electron'
import { EpochError } from '../core/errors.ts'
import { readStoreLink } from './read-store-link.ts'

export interface LinkedStores {
  /** Whether the person has opened a path before. */
  isKnown(path: string): Promise<boolean>
  open(path: string, place: string): void
}

/**
 * Follows a link that the system handed over, from wherever it comes: what the person has opened before is opened, anything else
 * only when they say so of the file by its path. What is no link to a store is refused in a dialog.
 */
export async function openLink(link: string, stores: LinkedStores): Promise<void> {
  try {
    const { path, place } = readStoreLink(link, process.platform)
    if ((await stores.isKnown(path)) || (await isWanted(path))) stores.open(path, place)
  } catch (error) {
    if (!(error instanceof EpochError)) throw error
    await dialog.showMessageBox({
      type: 'warning',
      message: 'This link was not followed',
      detail: `${error.message} (${error.code})`,
    })
  }
}

const OPEN = 1

async function isWanted(path: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: 'Open this file? A link asks for it.',
    detail: path,
    buttons: ['Cancel', 'Open'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === OPEN
}
