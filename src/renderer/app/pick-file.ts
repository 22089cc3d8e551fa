import { WORKSPACE_FILE_ENDING } from '../state/workspace-file.ts'

/**
 * Has a person pick a file of their own machine, in answer to a click or a key.
 *
 * @param accept endings that are offered first, or '' for any file
 * @returns nothing when they think better of it
 */
export function pickFile(accept: string): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.addEventListener('change', () => resolve(input.files?.[0]))
    input.addEventListener('cancel', () => resolve(undefined))
    input.click()
  })
}

export async function pickWorkspace(offer: (file: File) => Promise<void>): Promise<void> {
  const file = await pickFile(WORKSPACE_FILE_ENDING)
  if (file !== undefined) await offer(file)
}
