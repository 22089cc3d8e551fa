import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { addGitCommit, buildGitRepository } from '../fixtures/build-git-repository.ts'
import { CliFolder } from './cli-folder.ts'

const folder = new CliFolder()

function event(id: number): string {
  return `{"id":"e-${id}","stream":"order-${id}","type":"OrderPlaced","time":${1_700_000_000 + id},"data":{"n":${id}}}`
}

async function infoOf(store: string): Promise<Record<string, unknown>> {
  return JSON.parse(await folder.output('info', store, '--json'))
}

beforeAll(() => {
  mkdirSync(folder.at('repository'))
  buildGitRepository(folder.at('repository'))
})

describe('epoch import', () => {
  test('adds the events of a file, and again only what is new', async () => {
    writeFileSync(folder.at('good.ndjson'), [1, 2, 3].map(event).join('\n'))
    const store = folder.at('good.db')
    expect(await folder.run('import', store, folder.at('good.ndjson'))).toEqual({
      code: 0,
      signal: null,
      err: '',
      out: `3 events added to ${store} (read as events, one a line)\n`,
    })
    writeFileSync(folder.at('good.ndjson'), [1, 2, 3, 4].map(event).join('\n'))
    const again = await folder.run('import', store, folder.at('good.ndjson'))
    expect(again).toMatchObject({
      code: 0,
      out: `1 event added to ${store}; 3 events were there already (read as events, one a line)\n`,
    })
    expect(await infoOf(store)).toMatchObject({ events: 4, streams: 4, types: [{ name: 'OrderPlaced', events: 4 }] })
  })

  test('names the lines that are no events, keeps the good ones, and ends with 5', async () => {
    const bad = Array.from({ length: 25 }, () => '{"stream":"s",}')
    const file = folder.at('bad.ndjson')
    writeFileSync(file, [event(1), ...bad, event(2), event(1).replace('"n":1', '"n":2')].join('\n'))
    const { code, out, err } = await folder.run('import', folder.at('bad.db'), file)
    expect(code).toBe(5)
    expect(out).toBe(`2 events added to ${folder.at('bad.db')}; 26 records left out (read as events, one a line)\n`)
    const lines = err.trimEnd().split('\n')
    expect(lines).toHaveLength(21)
    expect(lines[0]).toMatch(/bad\.ndjson:2:15: .+ \(import-bad-json\)$/)
    expect(lines[20]).toBe('and 6 more faults; --report writes all of them to a file')
    expect(await infoOf(folder.at('bad.db'))).toMatchObject({ events: 2 })
  })

  test("turns a repository's history into events, and again only its new commits", async () => {
    const store = folder.at('git.db')
    const first = await folder.run('import', store, '--git', folder.at('repository'))
    expect(first).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^\d+ events added/) })
    const second = await folder.run('import', store, '--git', folder.at('repository'))
    expect(second).toMatchObject({ code: 0, out: expect.stringMatching(/^0 events added .*; 2 events were there/) })
    addGitCommit(folder.at('repository'), 'new.txt', 'new\n')
    const third = await folder.run('import', store, '--git', folder.at('repository'))
    expect(third).toMatchObject({ code: 0, out: expect.stringMatching(/^2 events added/) })
    const { categories } = await infoOf(store)
    expect(categories).toMatchObject([{ name: 'file' }, { name: 'repository', events: 9, streams: 1 }])
  })

  test.skipIf(process.platform === 'win32')('interrupted keeps what it has, and can be gone on with', async () => {
    const store = folder.at('interrupted.db')
    const file = folder.at('long.ndjson')
    writeFileSync(file, Array.from({ length: 400_000 }, (_, index) => event(index)).join('\n'))
    const running = folder.start('import', store, file)
    while (!existsSync(`${store}.importing`)) await new Promise((resolve) => setImmediate(resolve))
    running.child.kill('SIGINT')
    const { code, err, out } = await running.ended
    expect({ code, out }).toEqual({ code: 130, out: '' })
    expect(err).toMatch(/^epoch: interrupted with .+ in .+; they are kept, the same command goes on from there\n$/)
  })

  test('of what is no history ends though its pipe stays open', async () => {
    const running = folder.start('import', folder.at('diary.db'), '-')
    running.child.stdin.on('error', () => {})
    running.child.stdin.write('Dear diary!\n'.repeat(10_000))
    expect(await running.ended).toMatchObject({ code: 4, err: expect.stringContaining('(import-unrecognised)') })
  })

  test.skipIf(process.platform === 'win32')('interrupted ends also while nothing comes through its pipe', async () => {
    const store = folder.at('silent.db')
    const report = folder.at('silent-faults.ndjson')
    const running = folder.start('import', store, '-', '--report', report)
    running.child.stdin.write(Array.from({ length: 2500 }, (_, index) => `${event(index)}\n`).join(''))
    while (!existsSync(`${store}.importing`)) await new Promise((resolve) => setImmediate(resolve))
    running.child.kill('SIGINT')
    const { code, err } = await running.ended
    expect({ code, err }).toEqual({ code: 130, err: expect.stringContaining('another name for the report') })
  })
})
