import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import { hasErrorCode } from '../host/has-error-code.ts'
import type { HostOptions } from '../host/host.ts'

/** Most memory for JavaScript values in such a process; a page of events needs a tenth of it. */
const HEAP_MB = 512

/** Starts a process of Electron's for what may have to be killed. The application must be ready. */
export const startUtilityProcess: HostOptions['startProcess'] = (module) => {
  const child = utilityProcess.fork(fileURLToPath(module), [], {
    serviceName: 'Epoch store',
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
  })
  return {
    send: (text) => child.postMessage(text),
    onText: (listener) => {
      child.on('message', (message: unknown) => {
        if (typeof message === 'string') listener(message)
      })
    },
    onExit: (listener) => {
      child.on('exit', (code) => listener(code))
    },
    kill: () => {
      // Electron's own kill asks, and a process inside a query does not hear.
      if (child.pid === undefined) child.kill()
      else killNow(child.pid)
    },
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!hasErrorCode(error, 'ESRCH')) throw error
  }
}
