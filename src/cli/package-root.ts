import { fileURLToPath } from 'node:url'

/** The folder with package.json: two up from here, and from the built code. */
export function packageRoot(): string {
  return fileURLToPath(new URL('../../', import.meta.url))
}
