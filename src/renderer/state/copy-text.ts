import type { ExplorerState } from './explorer-store.ts'

/** Puts a text on the clipboard, and says that it is there: `what` as in `the id`. */
export function copyText({ say }: Pick<ExplorerState, 'say'>, what: string, text: string): void {
  navigator.clipboard.writeText(text).then(
    () => say(`Copied ${what}`),
    () => say('The browser does not let the page copy'),
  )
}
