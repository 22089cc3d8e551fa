/** The line to the process that started this one. */
export interface ParentPort {
  send(text: string): void
  onText(listener: (text: string) => void): void
  /** Called when the parent has ended without ending this process, where the system does not do that. */
  onGone(listener: () => void): void
}

/** Electron's `process.parentPort`, as far as it is used here. */
interface UtilityPort {
  postMessage(message: string): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

/** The line to the parent, in a child process of Node's as in a utility process of Electron's. @throws Error where there is neither */
export function parentPort(): ParentPort {
  const port: unknown = Reflect.get(process, 'parentPort')
  if (isUtilityPort(port))
    return {
      send: (text) => port.postMessage(text),
      onText: (listener) => port.on('message', ({ data }) => listener(String(data))),
      onGone: () => {},
    }
  if (process.send === undefined) throw new Error('this module runs only in a process that Epoch started')
  return {
    send: (text) => void process.send?.(text),
    onText: (listener) => void process.on('message', (message) => listener(String(message))),
    onGone: (listener) => void process.once('disconnect', listener),
  }
}

function isUtilityPort(port: unknown): port is UtilityPort {
  return typeof port === 'object' && port !== null && 'postMessage' in port && 'on' in port
}
