import { protocol } from 'electron'
import type { PageFiles } from '../host/page-files.ts'

const SCHEME = 'epoch'

/** Where the page is; there is no other address in the application. */
export const PAGE_ADDRESS = `${SCHEME}://app/`

/** The frame that user code runs behind. */
export const SANDBOX_ADDRESS = `${PAGE_ADDRESS}sandbox.html`

/** Must come before the application is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }])
}

/** Gives the built page out under {@link PAGE_ADDRESS}. */
export function serveAppScheme(files: PageFiles): void {
  protocol.handle(SCHEME, ({ method, url }) => {
    if (method !== 'GET' || !isAppAddress(url)) return new Response(null, { status: 404 })
    const { status, headers, body } = files.respond(new URL(url).pathname)
    return new Response(body, { status, headers })
  })
}

/** Whether an address is one of the application's own; `about:blank`, '' and what is no address are not. */
export function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol: scheme, host } = new URL(address)
  return scheme === `${SCHEME}:` && host === 'app'
}
