import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ended, RunningProcess } from './run-process.ts'

const root = mkdtempSync(join(tmpdir(), 'epoch-bin-'))
const bin = join(root, 'bin', 'epoch')

const cli = `
import { readFileSync } from 'node:fs'
if (process.argv[2] === 'wait') {
  const forever = setInterval(() => {}, 1000)
  process.once('SIGTERM', () => { clearInterval(forever); process.exitCode = 130 })
} else if (process.argv[2] === 'import') console.log(readFileSync(process.argv[3], 'utf8'))
else process.exitCode = Number(process.argv[2])
console.log(JSON.stringify({ args: process.argv.slice(2), version: process.version }))
`

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeAll(() => {
  cpSync(fileURLToPath(new URL('../../bin', import.meta.url)), join(root, 'bin'), { recursive: true })
  write('package.json', '{"type":"module"}')
  write('out/main/cli.js', cli)
  write('old.cjs', "Object.defineProperty(process, 'version', { value: 'v12.22.0' })")
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

function start(args: readonly string[], node: 'fitting' | 'old'): RunningProcess {
  const old = node === 'old' ? ['--require', join(root, 'old.cjs')] : []
  return new RunningProcess([...old, bin, ...args], {})
}

function run(args: readonly string[], node: 'fitting' | 'old'): Promise<Ended> {
  return start(args, node).ended
}

/** Puts the Node of these tests where npm puts the one of Epoch's. */
function installNode(): void {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const folder = `node_modules/node-${platform}-${process.arch}`
  write(`${folder}/package.json`, '{}')
  mkdirSync(join(root, folder, 'bin'), { recursive: true })
  symlinkSync(process.execPath, join(root, folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'))
}

describe('bin/epoch', () => {
  test('runs on the Node that starts it where that fits, and passes arguments and exit code', async () => {
    const { code, out } = await run(['5', 'a b', '--x'], 'fitting')
    expect(code).toBe(5)
    expect(JSON.parse(out)).toEqual({ args: ['5', 'a b', '--x'], version: process.version })
  })

  test.skipIf(process.platform === 'win32')('hands on the pipe that a shell names, as <(…) does', async () => {
    const shell = spawnSync('bash', ['-c', `"${process.execPath}" "${bin}" import <(echo through a pipe)`])
    expect({ out: String(shell.stdout), err: String(shell.stderr) }).toEqual({
      out: expect.stringMatching(/^through a pipe\n/),
      err: '',
    })
  })

  test('says in one line what to do when no Node fits', async () => {
    const { code, out, err } = await run(['0'], 'old')
    expect({ code, out }).toEqual({ code: 3, out: '' })
    expect(err).toMatch(/^epoch: Epoch needs Node 22\.14 or newer, and this is 12\.22\.0; .* \(runtime-too-old\)\n$/)
  })

  test('started by an old Node, runs on the one that npm installed', async () => {
    installNode()
    const { code, out } = await run(['6', 'x'], 'old')
    expect(code).toBe(6)
    expect(JSON.parse(out)).toEqual({ args: ['6', 'x'], version: process.version })
  })

  test.skipIf(process.platform === 'win32')('passes on that it is to end, and waits for it', async () => {
    const running = start(['wait'], 'old')
    await running.says(/wait/)
    running.child.kill('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 130, signal: null })
  })

  test('says what to do where Epoch is neither built nor can be', async () => {
    rmSync(join(root, 'out'), { recursive: true })
    const { code, err } = await run(['0'], 'fitting')
    expect(code).toBe(3)
    expect(err).toMatch(/^epoch: Epoch is not built here; run npm install in .*\n$/)
  })
})
