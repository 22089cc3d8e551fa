import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, vi } from 'vitest'
import { runCli } from '../../src/cli/run-cli.ts'

export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `epoch` in the process of the test, in a folder that is deleted after the tests of the file that makes it. */
export class InProcess {
  readonly path = mkdtempSync(join(tmpdir(), 'epoch-cli-'))

  constructor() {
    beforeAll(() => void vi.stubEnv('EPOCH_HOME', this.at('home')))
    afterAll(() => {
      vi.unstubAllEnvs()
      rmSync(this.path, { recursive: true, force: true })
    })
  }

  at(name: string): string {
    return join(this.path, name)
  }

  /** Writes a file. @returns its path */
  write(name: string, text: string): string {
    writeFileSync(this.at(name), text)
    return this.at(name)
  }

  async run(...args: readonly string[]): Promise<Said> {
    const said = { out: '', err: '' }
    const code = await runCli(args, {
      out: (line) => {
        said.out += `${line}\n`
      },
      err: (line) => {
        said.err += `${line}\n`
      },
      drained: async () => {},
    })
    return { code, ...said }
  }

  /** Makes a store of these lines of NDJSON. @returns its path */
  async store(name: string, lines: readonly string[]): Promise<string> {
    const { code, err } = await this.run('import', this.at(name), this.write(`${name}.ndjson`, lines.join('\n')))
    if (code !== 0) throw new Error(err)
    return this.at(name)
  }
}
