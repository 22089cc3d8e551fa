/** Asks the shell's preload for a port to the host and resolves with it; src/preload says how they talk. */
export function portFromPreload(): Promise<MessagePort> {
  return new Promise((resolve) => {
    function receive({ data, ports, source }: MessageEvent<unknown>): void {
      const [port] = ports
      if (source !== window || !isPortMessage(data) || port === undefined) return
      removeEventListener('message', receive)
      resolve(port)
    }
    addEventListener('message', receive)
    window.postMessage({ kind: 'epoch-connect' }, location.origin)
  })
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'epoch-port'
}
