import { mkdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { makeEmmettStore } from '../backends/foreign-emmett-store.ts'
import { CliFolder } from './cli-folder.ts'

const folder = new CliFolder()

describe('epoch index', () => {
  test('adds indexes with what they cost, lists and removes them', async () => {
    const store = folder.at('shop.db')
    await folder.run('demo', store, '--events', '2000')
    expect(await folder.output('index', store)).toBe(`${store} has no search indexes\n`)
    const added = await folder.run('index', store, '--words', '--path', 'metadata.actorId', 'data["sku"]')
    expect(added.code).toBe(0)
    expect(added.err).toMatch(/^words: about 0\.\d MB and \d+\.\d s, going by a sample\n/)
    expect(added.err).toMatch(/\nDone in \d+\.\d s\n$/)
    const listed = await folder.output('index', store)
    expect(listed).toBe(added.out)
    expect(listed).toMatch(
      /^data\.sku: 0\.\d MB, [1-9][\d,]* values\nmeta\.actorId: 0\.\d MB, [1-9][\d,]* values\nwords: 0\.\d MB, 2,000 events\n$/,
    )
    const removed = await folder.run('index', store, '--remove', 'words', 'meta.actorId')
    expect(removed).toMatchObject({ code: 0, out: expect.stringMatching(/^data\.sku: .+\n$/) })
  })

  test('refuses what is no path, and stores that are not its own', async () => {
    mkdirSync(folder.at('emmett'))
    const foreign = makeEmmettStore(folder.at('emmett'), () => {})
    const bad = await folder.run('index', foreign, '--path', 'cents')
    expect(bad).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^epoch: .+column 1.+\(invalid-filter\)\n$/),
    })
    const refused = await folder.run('index', foreign, '--words')
    expect(refused).toMatchObject({ code: 4, out: '', err: expect.stringMatching(/^epoch: .+\(store-read-only\)\n$/) })
  })

  test.skipIf(process.platform === 'win32')('interrupted keeps what it has done', async () => {
    const store = folder.at('long.db')
    await folder.run('demo', store, '--events', '60000')
    const running = folder.start('index', store, '--words')
    await running.says(/going by a sample/)
    running.child.kill('SIGINT')
    const { code, err } = await running.ended
    expect(code).toBe(130)
    expect(err).toMatch(/\nepoch: interrupted; what is done of .+ is kept, the same command goes on from there\n$/)
    expect(await folder.output('index', store)).toMatch(/^(words: .+|.+ has no search indexes)\n$/)
  })
})
