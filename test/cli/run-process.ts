import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** A process of a test, on the Node that runs the tests. */
export class RunningProcess {
  readonly child: ChildProcessWithoutNullStreams
  readonly ended: Promise<Ended>
  #out = ''
  #err = ''

  constructor(args: readonly string[], env: NodeJS.ProcessEnv, cwd?: string) {
    this.child = spawn(process.execPath, args, { env: { ...process.env, ...env }, ...(cwd !== undefined && { cwd }) })
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#out += text
    })
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#err += text
    })
    this.ended = once(this.child, 'close').then(([code, signal]) => ({ code, signal, out: this.#out, err: this.#err }))
  }

  /** What it has written once `pattern` is in it. @throws when it ends without */
  async says(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.#out + this.#err)
      if (found) return found[0]
      const ended = await Promise.race([once(this.child.stdout, 'data'), once(this.child.stderr, 'data'), this.ended])
      if ('code' in ended && !pattern.test(ended.out + ended.err))
        throw new Error(`ended with ${ended.code} without ${pattern}: ${ended.out}${ended.err}`)
    }
  }
}
