import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { startChildProcess } from '../../src/backends/foreign/killable-process.ts'
import { openBackend } from '../../src/backends/open-backend.ts'
import { RunningProcess } from '../cli/run-process.ts'
import { type Application, installPackage, repository } from './installed-package.ts'

/** A program of docs/using-the-store.md, and what that page says it prints. */
interface Sample {
  readonly source: string
  readonly prints: string
}

const doc = readFileSync(join(repository, 'docs/using-the-store.md'), 'utf8')
const samples: readonly Sample[] = [...doc.matchAll(/```js\n(.*?)```\s+```text\n(.*?)```/gs)].map(
  ([, source = '', prints = '']) => ({ source, prints }),
)
const run = promisify(execFile)
let application: Application

function node(...args: readonly string[]): RunningProcess {
  return new RunningProcess(args, {}, application.folder)
}

function at(name: string): string {
  return join(application.folder, name)
}

beforeAll(async () => {
  application = await installPackage()
  for (const [i, { source }] of samples.entries()) writeFileSync(at(`sample-${i}.js`), source)
}, 400_000)

describe('the packed tarball', () => {
  test('has what is needed to run and to compile against, and nothing of the tests', () => {
    expect(application.packed).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'bin/epoch',
        'docs/using-the-store.md',
        'out/main/cli.js',
        'out/main/sqlite-worker.js',
        'out/renderer/index.html',
        'out/types/src/library/epoch.d.ts',
      ]),
    )
    expect(application.packed.filter((path) => /^(src|test|scripts)\/|\.tsbuildinfo$|\.test\./.test(path))).toEqual([])
  })

  test('says what it can from npx, and what a store is', async () => {
    const epoch = (...args: readonly string[]) => run('npx', ['epoch', ...args], { cwd: application.folder })
    expect((await epoch('--help')).stdout).toContain('append')
    await epoch('append', 'npx.db', 's', 'T', '--create')
    expect((await epoch('info', 'npx.db')).stdout).toContain('1 event in 1 stream')
  })

  test('folds projections in the thread that is built for that', async () => {
    writeFileSync(
      at('count.ts'),
      "export default { name: 'Count', apply: (s: { n?: number }) => ({ n: (s.n ?? 0) + 1 }) }",
    )
    writeFileSync(at('events.ndjson'), '{"stream":"s","type":"T"}\n{"stream":"s","type":"T"}\n')
    const { stdout } = await run('npx', ['epoch', 'project', 'events.ndjson', 'count.ts', '--json'], {
      cwd: application.folder,
    })
    expect(stdout).toBe('{"key":"s","state":{"n":2}}\n')
  })
})

describe('the programs of docs/using-the-store.md', () => {
  test('are as short as promised', () => {
    expect(samples.length).toBeGreaterThanOrEqual(5)
    const [first] = samples
    expect(
      first?.source
        .trim()
        .split('\n')
        .filter((line) => line !== '').length,
    ).toBeLessThanOrEqual(15)
  })

  test('print what the page says, one after the other on one store, while Epoch follows it', async () => {
    const [first, ...others] = samples.entries()
    await expectToPrint(first)
    const backend = await openBackend(at('shop.db'), { startProcess: startChildProcess })
    const cli = join(repository, 'src/cli/cli.ts')
    const tail = node(cli, 'tail', 'shop.db', '--ndjson', '--from', '0')
    await tail.says(/"position":2,/)
    for (const sample of others) await expectToPrint(sample)
    await tail.says(/"position":5,.*\n/)
    expect(await backend.refresh()).toBe(5)
    await backend.store.dispose()
    tail.child.kill('SIGINT')
    const { out } = await tail.ended
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).type),
    ).toEqual(['OrderPlaced', 'PaymentTaken', 'ItemShipped', 'StockReserved', 'ParcelPacked'])
  })

  test('compile against the declarations that are shipped', async () => {
    for (const [i, { source }] of samples.entries()) writeFileSync(at(`sample-${i}.ts`), source)
    await expectToCompile(samples.map((_, i) => `sample-${i}.ts`))
  })
})

describe('the declarations', () => {
  test('know the data of events where a projection names it, and refuse a handler that fits no state', async () => {
    const source = (handler: string): string => `import { projection } from 'epoch/projection'
interface Order { cents: number }
export default projection<Order, { OrderPlaced: { cents: number } }>({ name: 'x', on: { OrderPlaced: ${handler} } })
`
    writeFileSync(at('right.ts'), source('(order, e) => { order.cents = e.data.cents }'))
    writeFileSync(at('wrong-data.ts'), source('(order, e) => { order.cents = e.data.pounds }'))
    writeFileSync(at('wrong-state.ts'), source('() => 3'))
    await expectToCompile(['right.ts'])
    await expect(expectToCompile(['wrong-data.ts'])).rejects.toThrow(/pounds/)
    await expect(expectToCompile(['wrong-state.ts'])).rejects.toThrow(/number/)
  })
})

describe('a Node that is too old', () => {
  test('is told so before the driver, on which it would crash, is loaded', async () => {
    writeFileSync(
      at('old.cjs'),
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`,
    )
    writeFileSync(
      at('too-old.js'),
      `import { EpochError } from 'epoch'
import { openSqliteStore } from 'epoch/sqlite'
const error = await openSqliteStore('old.db').catch((error) => error)
const loaded = process.report.getReport().sharedObjects.some((file) => file.includes('better'))
console.log(error instanceof EpochError, error.code, loaded)
`,
    )
    expect(await node('--require', at('old.cjs'), 'too-old.js').ended).toMatchObject({
      code: 0,
      out: 'true runtime-too-old false\n',
    })
  })
})

async function expectToPrint(entry: readonly [number, Sample] | undefined): Promise<void> {
  const [i, sample] = entry ?? []
  expect(await node(`sample-${i}.js`).ended).toMatchObject({ code: 0, err: '', out: sample?.prints })
}

async function expectToCompile(files: readonly string[]): Promise<void> {
  const config = {
    compilerOptions: {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      target: 'ES2024',
      module: 'nodenext',
      typeRoots: [join(repository, 'node_modules/@types')],
      types: ['node'],
    },
    files,
  }
  writeFileSync(at('tsconfig.json'), JSON.stringify(config))
  const tsc = join(repository, 'node_modules/typescript/bin/tsc')
  await run(process.execPath, [tsc, '-p', application.folder]).catch((error: { readonly stdout: string }) => {
    throw new Error(error.stdout)
  })
}
