import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Another process of Epoch's that can be ended at any moment, also in the middle of a query that SQLite will not stop. */
export interface KillableProcess {
  /** What is sent to a process that has ended is lost; `onExit` tells of it. */
  send(text: string): void
  onText(listener: (text: string) => void): void
  /** Called once, with the exit code; null when a signal ended it or it never started. */
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

/** Starts a process that runs a module: with child_process in Node, with utilityProcess in Electron. */
export type StartProcess = (module: URL) => KillableProcess

/** Most memory for JavaScript values in such a process; a page of events needs a tenth of it. */
const HEAP_MB = 512

export const startChildProcess: StartProcess = (module) => {
  const child = fork(fileURLToPath(module), [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    serialization: 'advanced',
  })
  return {
    send: (text) => void child.send(text, ignoreLoss),
    onText: (listener) => void child.on('message', (message) => listener(String(message))),
    onExit: (listener) => {
      let told = false
      const tell = (code: number | null): void => {
        if (!told) listener(code)
        told = true
      }
      child.on('exit', tell)
      child.on('error', () => tell(null))
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/** A message that could not be delivered: its process has ended, which 'exit' tells. */
function ignoreLoss(): void {}
