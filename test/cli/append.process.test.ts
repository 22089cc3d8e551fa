import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { makeEmmettStore } from '../backends/foreign-emmett-store.ts'
import { CliFolder } from './cli-folder.ts'
import type { Ended } from './run-process.ts'

const folder = new CliFolder()
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/

async function events(store: string): Promise<readonly Record<string, unknown>[]> {
  return JSON.parse(await folder.output('query', store, '', '--json'))
}

function runWithInput(input: string, ...args: readonly string[]): Promise<Ended> {
  const running = folder.start(...args)
  running.child.stdin.end(input)
  return running.ended
}

describe('epoch append', () => {
  test('makes a store on request, appends, and says where', async () => {
    const store = folder.at('first.db')
    const refused = await folder.run('append', store, 'order-1', 'OrderPlaced')
    expect(refused).toMatchObject({ code: 4, err: expect.stringMatching(/store-not-found/) })
    expect(existsSync(store)).toBe(false)
    const out = await folder.output('append', store, 'order-1', 'OrderPlaced', '--create', '--data', '{"cents": 5}')
    expect(out).toMatch(new RegExp(`^event ${uuid.source} is in order-1: version 1, position 1\n$`))
    const again = await folder.output('append', store, 'order-1', 'OrderPaid', '--create', '--json')
    expect(JSON.parse(again)).toEqual({
      stream: 'order-1',
      version: 2,
      position: 2,
      repeated: false,
      ids: [expect.stringMatching(uuid)],
    })
    expect(await events(store)).toMatchObject([{ type: 'OrderPlaced', data: { cents: 5 } }, { type: 'OrderPaid' }])
  })

  test('takes data from a file and metadata from the standard input, and says who caused it', async () => {
    const store = await folder.store('caused', [
      '{"id":"cause","stream":"c","type":"T","metadata":{"correlationId":"w"}}',
    ])
    writeFileSync(folder.at('data.json'), '{"n":12345678901234567890,\n "m":1}\n')
    const args = ['--data', `@${folder.at('data.json')}`, '--metadata', '-', '--caused-by', 'cause', '--id', 'x']
    const time = ['--time', '2026-03-01T10:22:31.123456Z', '--schema-version', '2']
    const { code, err } = await runWithInput('{"actorId":"me"}\n', 'append', store, 's', 'T', ...args, ...time)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(await folder.output('query', store, 'stream:s', '--ndjson')).toBe(
      '{"position":2,"stream":"s","version":1,"id":"x","type":"T","schemaVersion":2,"time":"2026-03-01T10:22:31.123456Z",' +
        '"data":{"n":12345678901234567890,  "m":1},"metadata":{"actorId":"me","causationId":"cause","correlationId":"w"}}\n',
    )
  })

  test('a version that is not there ends with 6, and nothing is appended', async () => {
    const store = await folder.store('versions', ['{"stream":"s","type":"T"}'])
    for (const expected of ['0', '2', 'no-stream'])
      expect(await folder.run('append', store, 's', 'T', '--expect', expected)).toMatchObject({
        code: 6,
        out: '',
        err: expect.stringMatching(/^epoch: .+ \(wrong-expected-version\)\n$/),
      })
    for (const expected of ['1', 'stream-exists', 'any'])
      expect(await folder.run('append', store, 's', 'T', '--expect', expected)).toMatchObject({ code: 0, err: '' })
    expect(await events(store)).toHaveLength(4)
  })

  test('the same append again changes nothing; another event with its id ends with 6', async () => {
    const store = await folder.store('again', ['{"stream":"s","type":"T"}'])
    const once = ['append', store, 's', 'T', '--id', 'x', '--time', '2026-01-01']
    expect(await folder.output(...once)).toBe('event x is in s: version 2, position 2\n')
    expect(await folder.output(...once)).toBe('event x is in s already: version 2, position 2\n')
    expect(await folder.run(...once, '--data', '1')).toMatchObject({
      code: 6,
      err: expect.stringMatching(/\(id-conflict\)/),
    })
    expect(await events(store)).toHaveLength(2)
  })

  test.each([
    ['no stream', []],
    ['a stream with a control character', ['a\u0007', 'T']],
    ['data that is no JSON', ['s', 'T', '--data', '{,}']],
    ['metadata that is no object', ['s', 'T', '--metadata', '[]']],
    ['a time that is none', ['s', 'T', '--time', 'yesterday']],
    ['a version that is none', ['s', 'T', '--expect', '-1']],
    ['NDJSON and a stream', ['s', 'T', '--ndjson']],
  ])('%s ends with 2', async (_, args) => {
    const { code, out, err } = await folder.run('append', folder.at('never.db'), ...args, '--create')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^epoch: .+\n$/)
    expect(existsSync(folder.at('never.db'))).toBe(false)
  })

  test('a cause that is not there ends with 1', async () => {
    const store = await folder.store('uncaused', ['{"stream":"s","type":"T"}'])
    const { code, err } = await folder.run('append', store, 's', 'T', '--caused-by', 'nobody')
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/nobody.*\(not-found\)\n$/) })
  })

  test("another application's store is refused and left as it is", async () => {
    mkdirSync(folder.at('emmett'))
    const store = makeEmmettStore(folder.at('emmett'))
    const before = readFileSync(store)
    expect(await folder.run('append', store, 's', 'T')).toMatchObject({
      code: 4,
      out: '',
      err: expect.stringMatching(/\(store-read-only\)\n$/),
    })
    expect(readFileSync(store).equals(before)).toBe(true)
  })
})

describe('epoch append --ndjson', () => {
  const line = (stream: string, id: string): string =>
    `{"stream":"${stream}","type":"T","id":"${id}","time":1,"data":{"n": 1.0}}\n`

  test('events of one stream are appended all or none', async () => {
    const store = await folder.store('lines', ['{"stream":"s","type":"T"}'])
    const input = line('s', 'a') + line('s', 'b')
    expect(await runWithInput(input, 'append', store, '--ndjson', '--expect', '1')).toMatchObject({
      code: 0,
      out: '2 events are in s: version 3, position 3\n',
    })
    expect(await runWithInput(input, 'append', store, '--ndjson', '-', '--expect', '1')).toMatchObject({
      code: 0,
      out: '2 events are in s already: version 3, position 3\n',
    })
    const conflicting = line('s', 'c') + line('s', 'a')
    expect(await runWithInput(conflicting, 'append', store, '--ndjson')).toMatchObject({ code: 6, out: '' })
    expect(await events(store)).toHaveLength(3)
  })

  test('events of several streams are appended in their order', async () => {
    writeFileSync(folder.at('several.ndjson'), `${line('s', 'a')}\n${line('t', 'b')}${line('t', 'c')}${line('s', 'd')}`)
    const store = folder.at('several.db')
    expect(await folder.output('append', store, '--create', '--ndjson', folder.at('several.ndjson'), '--json')).toBe(
      `${[
        '{"stream":"s","version":1,"position":1,"repeated":false,"ids":["a"]}',
        '{"stream":"t","version":2,"position":3,"repeated":false,"ids":["b","c"]}',
        '{"stream":"s","version":2,"position":4,"repeated":false,"ids":["d"]}',
      ].join('\n')}\n`,
    )
  })

  test('a line that is no event is named, and nothing is appended', async () => {
    const store = await folder.store('faulty', ['{"stream":"s","type":"T"}'])
    const { code, out, err } = await runWithInput(`${line('s', 'a')}{"stream":"s",}\n`, 'append', store, '--ndjson')
    expect({ code, out }).toEqual({ code: 4, out: '' })
    expect(err).toMatch(/^epoch: standard input:2:15: .+ \(import-bad-json\)\n$/)
    expect(await events(store)).toHaveLength(1)
  })

  test('expecting a version of several streams, or giving no events, ends with 2', async () => {
    const store = await folder.store('refused', ['{"stream":"s","type":"T"}'])
    const two = line('s', 'a') + line('t', 'b')
    expect(await runWithInput(two, 'append', store, '--ndjson', '--expect', '1')).toMatchObject({ code: 2, out: '' })
    expect(await runWithInput('\n', 'append', store, '--ndjson')).toMatchObject({ code: 2, out: '' })
    expect(await events(store)).toHaveLength(1)
  })
})
