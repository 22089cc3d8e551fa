import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { makeEmmettStore } from '../backends/foreign-emmett-store.ts'
import { copyAsVersionOne } from '../backends/version-one-store.ts'
import { CliFolder } from './cli-folder.ts'

const folder = new CliFolder()

async function oldStore(name: string): Promise<string> {
  const newer = folder.at(`newer-${name}`)
  await folder.run('demo', newer, '--events', '2500')
  copyAsVersionOne(newer, folder.at(name))
  return folder.at(name)
}

describe('epoch upgrade', () => {
  test('brings a store up, says where the copy is, and that there is nothing to do the second time', async () => {
    const store = await oldStore('shop.db')
    expect(await folder.output('info', store)).toContain('an older Epoch made it')
    expect(await folder.output('upgrade', store)).toBe(
      `${store} is now of version 2; as it was, of version 1, it is in ${store}.v1.backup\n`,
    )
    expect(await folder.output('upgrade', store)).toBe(`${store} is of version 2 already; there was nothing to do\n`)
    expect(await folder.output('info', store)).not.toContain('an older Epoch made it')
  })

  test('is what an import into an old store asks for', async () => {
    const store = await oldStore('old.db')
    writeFileSync(folder.at('one.ndjson'), '{"stream":"order-1","type":"OrderPlaced"}\n')
    const refused = await folder.run('import', store, folder.at('one.ndjson'))
    expect(refused).toMatchObject({ code: 4, err: expect.stringContaining('epoch upgrade') })
  })

  test('refuses what is not there, and stores that are not its own', async () => {
    mkdirSync(folder.at('emmett'))
    const foreign = makeEmmettStore(folder.at('emmett'), () => {})
    expect(await folder.run('upgrade', foreign)).toMatchObject({
      code: 4,
      out: '',
      err: expect.stringMatching(/^epoch: .+Emmett.+\(store-read-only\)\n$/),
    })
    expect(await folder.run('upgrade', folder.at('none.db'))).toMatchObject({
      code: 4,
      err: expect.stringMatching(/\(store-not-found\)\n$/),
    })
  })
})
