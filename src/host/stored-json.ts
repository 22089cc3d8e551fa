import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { hasErrorCode } from './has-error-code.ts'

/**
 * The JSON value in a file of Epoch's own folder, not yet checked; nothing when there is no file. A file that is no JSON is put
 * aside as `<file>.broken`, so that nobody loses it and the window opens all the same.
 */
export async function readStoredJson(path: string): Promise<unknown> {
  const text = await readWhenThere(path)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    await rename(path, `${path}.broken`)
    return undefined
  }
}

/** Puts the text in the file's place whole: whoever reads, and a power cut, finds the old file or the new one. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(6).toString('hex')}.draft`
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function readWhenThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return undefined
    throw error
  }
}
