import { app, session, type WebContents } from 'electron'
import { isAppAddress, SANDBOX_ADDRESS } from './app-scheme.ts'

const networkSchemes = new Set(['http:', 'https:', 'ws:', 'wss:', 'ftp:', 'file:'])

/** Takes from every page, whatever it is and however it came to be, what Epoch's page never needs. */
export function lockDownPages(): void {
  app.on('web-contents-created', (_event, contents) => lockDownPage(contents))
}

function lockDownPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-navigate', (event) => {
    if (!isAppAddress(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isAppAddress(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    const isAllowed = event.isMainFrame ? isAppAddress(event.url) : event.url === SANDBOX_ADDRESS
    if (!isAllowed) event.preventDefault()
  })
}

/** No permission but to put text on the clipboard, no device, no capture, no network. The application must be ready. */
export function lockDownSession(): void {
  const own = session.defaultSession
  own.setPermissionRequestHandler((_contents, permission, decide, { isMainFrame }) =>
    decide(isMainFrame && permission === 'clipboard-sanitized-write'),
  )
  own.setPermissionCheckHandler(
    (_contents, permission, _origin, { isMainFrame }) => isMainFrame && permission === 'clipboard-sanitized-write',
  )
  own.setDevicePermissionHandler(() => false)
  own.setDisplayMediaRequestHandler((_request, decide) => decide(null))
  own.webRequest.onBeforeRequest(({ url }, decide) =>
    decide({ cancel: !URL.canParse(url) || networkSchemes.has(new URL(url).protocol) }),
  )
}
