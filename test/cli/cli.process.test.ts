import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEmmettStore } from '../backends/foreign-emmett-store.ts'
import { buildGitRepository } from '../fixtures/build-git-repository.ts'
import { type Ended, RunningProcess } from './run-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'epoch-cli-'))
const cli = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url))
const env = {
  EPOCH_HOME: join(folder, 'home'),
  DISPLAY: '',
  WAYLAND_DISPLAY: '',
  EPOCH_ELECTRON_INSTALL: '0',
  ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'no-electron'),
  NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
}

function start(...args: readonly string[]): RunningProcess {
  return new RunningProcess([cli, ...args], env)
}

/** A program that writes its arguments and, if it has one, what the address in them answers. */
function fakeProgram(path: string): string {
  const source = `#!${process.execPath}
const url = process.argv.find((arg) => arg.startsWith('--app='))?.slice('--app='.length)
const status = url === undefined ? 0 : (await fetch(url, { redirect: 'manual' })).status
const { writeFileSync } = await import('node:fs')
writeFileSync('${path}.json', JSON.stringify({ args: process.argv.slice(2), status }))
`
  writeFileSync(path, source, { mode: 0o755 })
  return path
}

function run(...args: readonly string[]): Promise<Ended> {
  return start(...args).ended
}

function at(name: string): string {
  return join(folder, name)
}

function event(id: number): string {
  return `{"id":"e-${id}","stream":"order-${id}","type":"OrderPlaced","time":${1_700_000_000 + id},"data":{"n":${id}}}`
}

async function infoOf(store: string): Promise<Record<string, unknown>> {
  const { out, err, code } = await run('info', store, '--json')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

beforeAll(() => {
  writeFileSync(at('text.db'), 'no database\n')
  mkdirSync(at('empty-folder'))
  mkdirSync(at('repository'))
  buildGitRepository(at('repository'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a command line that is wrong', () => {
  test.each([
    ['an unknown option', ['info', '--nonsense', 'x']],
    ['too many words', ['a', 'b', 'c']],
    ['an import of nothing', ['import', 'x.db']],
    ['an import of two things', ['import', 'x.db', 'file', '--git', 'repository']],
    ['a number that is none', ['demo', 'x.db', '--events', 'many']],
    ['a port that is none', ['serve', '--port', '70000']],
    ['no store', ['info']],
  ])('%s ends with 2 and one line', async (_, args) => {
    const { code, out, err } = await run(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^epoch: .+; see epoch --help\n$/)
  })

  test('help and version are no failures', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('import') })
    expect(await run('import', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--git') })
    expect(await run('--version')).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })
})

describe('what cannot be opened', () => {
  test.each([
    ['nothing there', 'nowhere.db', 'store-not-found'],
    ['no database', 'text.db', 'import-unrecognised'],
  ])('%s ends info, open and serve with 4 and one line', async (_, name, named) => {
    for (const command of ['info', 'open', 'serve']) {
      const { code, out, err } = await run(command, at(name))
      expect({ code, out }).toEqual({ code: 4, out: '' })
      expect(err).toMatch(new RegExp(`^epoch: .+ \\(${named}\\)\\n$`))
    }
  })

  test('a folder that is no repository ends with 4', async () => {
    const { code, err } = await run(at('empty-folder'))
    expect(code).toBe(4)
    expect(err).toMatch(/^epoch: .+ \(not-a-git-repository\)\n$/)
  })

  test('an import from what cannot be read leaves no store behind', async () => {
    for (const args of [[at('nowhere.ndjson')], [at('empty-folder')], ['--git', at('empty-folder')]]) {
      const { code, out, err } = await run('import', at('never.db'), ...args)
      expect({ code, out }).toEqual({ code: 4, out: '' })
      expect(err).toMatch(/^epoch: .+\n$/)
    }
    expect(existsSync(at('never.db'))).toBe(false)
    expect(existsSync(at('never.db.importing'))).toBe(false)
  })

  test('an import into what is no store leaves it as it is', async () => {
    writeFileSync(at('one.ndjson'), event(1))
    const { code, err } = await run('import', at('text.db'), at('one.ndjson'))
    expect(code).toBe(4)
    expect(err).toMatch(/^epoch: .+ \(store-not-sqlite\)\n$/)
    expect(readFileSync(at('text.db'), 'utf8')).toBe('no database\n')
  })

  test("an import into another application's store leaves it as it is, and nothing beside it", async () => {
    mkdirSync(at('emmett'))
    const store = makeEmmettStore(at('emmett'))
    const before = readFileSync(store)
    writeFileSync(at('for-emmett.ndjson'), event(1))
    const { code, err } = await run('import', store, at('for-emmett.ndjson'))
    expect(code).toBe(4)
    expect(err).toMatch(/Emmett.*\(store-read-only\)/)
    expect(readFileSync(store).equals(before)).toBe(true)
    expect(readdirSync(at('emmett'))).toEqual([basename(store)])
  })

  test('a Node that is too old is refused before anything is loaded', async () => {
    const old = at('old.cjs')
    writeFileSync(
      old,
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })",
    )
    const { code, err } = await new RunningProcess(['--require', old, cli, 'info', 'x'], env).ended
    expect(code).toBe(3)
    expect(err).toMatch(/^epoch: Epoch needs Node 22\.14 or newer and this is 20\.20\.2; .+ \(runtime-too-old\)\n$/)
  })
})

describe('epoch demo', () => {
  test('makes a store of so many events, the same for the same seed, and never into one that is there', async () => {
    const store = at('demo.db')
    const made = await run('demo', store, '--events', '1500', '--seed', '9')
    expect(made).toEqual({ code: 0, signal: null, err: '', out: `1,500 events added to ${store}\n` })
    const { first, events } = await infoOf(store)
    expect({ first, events }).toMatchObject({
      events: 1500,
      first: expect.stringMatching(/^2024-03-01T\d\d:.*\d{6}Z$/),
    })
    const again = await run('demo', store)
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('is there already') })
  })
})

describe('epoch info', () => {
  test('says for people what a store is', async () => {
    await run('demo', at('people.db'), '--events', '300')
    const { code, out } = await run('info', at('people.db'))
    expect(code).toBe(0)
    expect(out).toMatch(/^.*people\.db: .+\n300 events in \d+ streams, from 2024-03-01T.+ to 20.+\n/)
    expect(out).toMatch(/ +\d+ events {2}order \(\d+ streams?\)\n/)
  })

  test.skipIf(process.platform === 'win32')('ends well when nobody reads its output', async () => {
    await run('demo', at('pipe.db'), '--events', '300')
    const running = start('info', at('pipe.db'))
    running.child.stdout.destroy()
    expect(await running.ended).toMatchObject({ code: 0, err: '' })
  })
})

describe('epoch serve', () => {
  test.skipIf(process.platform === 'win32')('prints one line, serves until interrupted, and ends with 0', async () => {
    await run('demo', at('served.db'), '--events', '300')
    const running = start('serve', at('served.db'), '--no-open')
    const url = (await running.says(/http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/)).trim()
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303)
    running.child.kill('SIGINT')
    expect(await running.ended).toEqual({ code: 0, signal: null, err: '', out: `Epoch is at ${url}\n` })
  })

  test('a port that is taken ends with 3', async () => {
    const first = start('serve', '--no-open')
    const [, port = ''] = /127\.0\.0\.1:(\d+)/.exec(await first.says(/http:\S+/)) ?? []
    const { code, err } = await run('serve', '--no-open', '--port', port)
    expect(code).toBe(3)
    expect(err).toMatch(/^epoch: .+ \(port-taken\)\n$/)
    first.child.kill()
    await first.ended
  })
})

describe('epoch <path>', () => {
  test.skipIf(process.platform === 'win32')('imports a file, and without a display prints where it is', async () => {
    writeFileSync(at('opened.ndjson'), `${event(1)}\n[]\n${event(2)}\n`)
    const running = start(at('opened.ndjson'))
    const url = (await running.says(/http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/)).trim()
    running.child.kill('SIGTERM')
    const { code, out, err } = await running.ended
    expect({ code, out }).toEqual({ code: 0, out: `Epoch is at ${url}\n` })
    expect(err).toBe(
      'epoch: 1 record is no event; the rest is shown\nepoch: no window, as there is no display; open this address in a browser\n',
    )
  })

  test.runIf(process.platform === 'linux')('without Electron says why, and opens a window of a browser', async () => {
    const browser = fakeProgram(at('browser.mjs'))
    const opened = new RunningProcess([cli, 'open'], { ...env, DISPLAY: ':0', EPOCH_CHROMIUM: browser })
    const { code, out, err } = await opened.ended
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(err).toBe('epoch: no Electron, as EPOCH_ELECTRON_INSTALL=0 says not to fetch it; using a browser\n')
    const { args, status } = JSON.parse(readFileSync(`${browser}.json`, 'utf8'))
    expect(status).toBe(303)
    expect(args).toContainEqual(expect.stringMatching(/^--app=http:\/\/127\.0\.0\.1:/))
    const profile = args.find((arg: string) => arg.startsWith('--user-data-dir=')).slice('--user-data-dir='.length)
    expect(existsSync(profile)).toBe(false)
  })

  test.runIf(process.platform === 'linux')('with Electron opens the application in it, on the path', async () => {
    mkdirSync(at('dist'))
    const electron = fakeProgram(join(at('dist'), 'electron'))
    writeFileSync(join(at('dist'), 'package.json'), '{"type":"module"}')
    writeFileSync(at('electron.ndjson'), event(1))
    const withElectron = { ...env, DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: at('dist') }
    const { code, out, err } = await new RunningProcess([cli, at('electron.ndjson')], withElectron).ended
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: '' })
    const { args } = JSON.parse(readFileSync(`${electron}.json`, 'utf8'))
    const root = fileURLToPath(new URL('../../', import.meta.url))
    expect(args.slice(-2)).toEqual([root, at('electron.ndjson')])
  })
})
