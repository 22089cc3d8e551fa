import { renameSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { CliFolder } from './cli-folder.ts'

const folder = new CliFolder()

function positionsIn(out: string): readonly number[] {
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).position)
}

describe.skipIf(process.platform === 'win32')('epoch tail', () => {
  test('prints each event that other processes append once and in order, and ends with 0', async () => {
    const path = await folder.store('followed', ['{"stream":"s","type":"T"}'])
    const tail = folder.start('tail', path, '--ndjson')
    await tail.says(/following .* after position 1;/)
    const store = await openSqliteStore(path, { mode: 'write' })
    const builder = new EventBuilder().stream('s').type('T')
    for (let n = 0; n < 300; n++) await store.storeEvent(builder.data({ n }).build())
    await store.dispose()
    await folder.output('append', path, 'last', 'T')
    await tail.says(/"position":302,.*\n/)
    tail.child.kill('SIGINT')
    const { code, out, err } = await tail.ended
    expect(code).toBe(0)
    expect(err).toMatch(/^epoch: following .*\n$/)
    expect(positionsIn(out)).toEqual(Array.from({ length: 301 }, (_, i) => i + 2))
  })

  test('begins after a position, and leaves out what does not fit', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `{"stream":"s","type":"${i % 2 === 0 ? 'Even' : 'Odd'}"}`)
    const path = await folder.store('filtered', lines)
    const tail = folder.start('tail', path, '--ndjson', '--from', '30', '--filter', 'type:Odd')
    await tail.says(/"position":40,.*\n/)
    await folder.output('append', path, 's', 'Even')
    await folder.output('append', path, 's', 'Odd')
    await tail.says(/"position":42,.*\n/)
    tail.child.kill('SIGTERM')
    const { code, out } = await tail.ended
    expect(code).toBe(0)
    expect(positionsIn(out)).toEqual([32, 34, 36, 38, 40, 42])
  })

  test('ends well when its reader has seen enough', async () => {
    const path = await folder.store('head', ['{"stream":"s","type":"T"}'])
    const tail = folder.start('tail', path, '--from', '0')
    await tail.says(/s@1 {2}T/)
    tail.child.stdout.destroy()
    await folder.output('append', path, 's', 'T')
    expect(await tail.ended).toMatchObject({ code: 0 })
  })

  test('ends with 4 when the file is moved away', async () => {
    const path = await folder.store('moved', ['{"stream":"s","type":"T"}'])
    const tail = folder.start('tail', path)
    await tail.says(/following/)
    renameSync(path, `${path}.away`)
    expect(await tail.ended).toMatchObject({
      code: 4,
      out: '',
      err: expect.stringMatching(/\n.*moved.*\(store-[a-z]+\)\n$/),
    })
  })
})
