import { ipcRenderer, webUtils } from 'electron'

/**
 * Hands the page its end of a message port to the host, and the host the path of a file that is dropped on the page, which itself
 * never learns it.
 *
 * The page says that it listens, and only then a port is made for it, so no message can come too early or go to a document
 * that is gone:
 *
 * 1. the page listens for `message` on its window, then does `window.postMessage({ kind: 'epoch-connect' }, location.origin)`;
 * 2. this script passes that on to the main process, which makes a pair of ports and gives one to the host;
 * 3. the page gets `{ kind: 'epoch-port' }` with the other as `event.ports[0]`, and takes it if `event.source === window`.
 *
 * Each time it asks the page gets a new connection; those that it had go on until it closes them or its document ends.
 */
window.addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
  if (source === window && origin === location.origin && isConnect(data)) ipcRenderer.send('epoch-connect')
})

ipcRenderer.on('epoch-port', ({ ports }) => {
  window.postMessage({ kind: 'epoch-port' }, location.origin, [...ports])
})

// A file that a script made has no path, and a drop that it made up is not the person's. A workspace file is read by the page itself.
window.addEventListener(
  'drop',
  ({ isTrusted, dataTransfer }) => {
    const [file] = dataTransfer?.files ?? []
    const path = isTrusted && file !== undefined ? webUtils.getPathForFile(file) : ''
    if (path !== '' && !path.endsWith('.epoch-workspace')) ipcRenderer.send('epoch-dropped', path)
  },
  true,
)

function isConnect(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'epoch-connect'
}
