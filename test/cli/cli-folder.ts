import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { type Ended, RunningProcess } from './run-process.ts'

const cli = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url))

/** Runs `epoch` from the source in a folder that is deleted after the tests of the file that makes it. */
export class CliFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'epoch-cli-'))

  constructor() {
    afterAll(() => rmSync(this.path, { recursive: true, force: true }))
  }

  at(name: string): string {
    return join(this.path, name)
  }

  start(...args: readonly string[]): RunningProcess {
    return new RunningProcess([cli, ...args], {
      EPOCH_HOME: this.at('home'),
      NODE_COMPILE_CACHE: join(tmpdir(), 'epoch-node-compile-cache'),
    })
  }

  run(...args: readonly string[]): Promise<Ended> {
    return this.start(...args).ended
  }

  /** What it prints when it ends with 0 and complains of nothing. */
  async output(...args: readonly string[]): Promise<string> {
    const { code, err, out } = await this.run(...args)
    if (code !== 0 || err !== '') throw new Error(`epoch ${args.join(' ')} ended with ${code}: ${err}`)
    return out
  }

  /** Makes a store with these lines of NDJSON. @returns its path */
  async store(name: string, lines: readonly string[]): Promise<string> {
    writeFileSync(this.at(`${name}.ndjson`), lines.join('\n'))
    await this.output('import', this.at(`${name}.db`), this.at(`${name}.ndjson`))
    return this.at(`${name}.db`)
  }
}
