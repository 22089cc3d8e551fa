import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { damagePage } from '../backends/damage-page.ts'
import { emmettTables } from '../backends/emmett-tables.ts'
import { CliFolder } from './cli-folder.ts'

const folder = new CliFolder()
const cloudEvent = {
  specversion: '1.0',
  id: '1',
  source: '/carts',
  type: 'CartOpened',
  subject: 'cart-1',
  data: { n: 1 },
}

describe('epoch import of what other tools write', () => {
  test('takes rows that are piped to it, by the columns that they have', async () => {
    const row = {
      stream_id: 'cart-1',
      stream_position: 1,
      partition: 'emt:default',
      message_kind: 'E',
      message_data: { cents: 5 },
      message_metadata: {},
      message_schema_version: '1',
      message_type: 'ItemAdded',
      message_id: '0190b6e2-0000-7000-8000-000000000001',
      is_archived: false,
      transaction_id: '731',
      global_position: 12,
      created: '2026-03-01T10:22:31.5+00:00',
    }
    const running = folder.start('import', folder.at('piped.db'), '-')
    running.child.stdin?.end(
      `${JSON.stringify(row)}\n${JSON.stringify({ ...row, message_kind: 'C', message_id: 'c' })}\n`,
    )
    const { code, out } = await running.ended
    expect([code, out]).toEqual([0, expect.stringMatching(/^1 event added .*Emmett/)])
  })

  test.skipIf(process.platform === 'win32')('takes the pipe that a shell names, as <(…) does', async () => {
    const cli = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url))
    const command = '"$0" "$1" import "$2" <(echo "$3")'
    const text = JSON.stringify(cloudEvent)
    const shell = ['-c', command, process.execPath, cli, folder.at('named-pipe.db'), text]
    const { stdout, stderr } = spawnSync('bash', shell, { env: { ...process.env, EPOCH_HOME: folder.at('home') } })
    expect([String(stdout), String(stderr)]).toEqual([expect.stringMatching(/^1 event added /), ''])
  })

  test('takes a compressed batch by its content, and the same file under another name adds nothing', async () => {
    const store = folder.at('batch.db')
    for (const [name, said] of [
      ['batch', /^1 event added to .* \(read as CloudEvents 1\.0, .*gzip\)/],
      ['renamed.json', /^0 events added .*1 event was there already/],
    ] as const) {
      writeFileSync(folder.at(name), gzipSync(JSON.stringify([cloudEvent])))
      expect((await folder.run('import', store, folder.at(name))).out).toMatch(said)
    }
  })

  test('is told the columns of a table, and refuses a mapping that the table has not', async () => {
    writeFileSync(folder.at('rows.csv'), 'what,kind,body\ncart-1,CartOpened,"{""a"":1}"\n')
    const map = ['--map', 'stream=what', '--map', 'type=kind', '--map', 'data=body']
    expect((await folder.run('import', folder.at('rows.db'), folder.at('rows.csv'), ...map)).code).toBe(0)
    expect(await folder.output('query', folder.at('rows.db'), '', '--ndjson')).toContain('"data":{"a":1}')
    const wrong = await folder.run('import', folder.at('other.db'), folder.at('rows.csv'), ...map, '--map', 'time=when')
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('(invalid-mapping)')])
    const noRows = await folder.run('import', folder.at('other.db'), folder.at('rows.db'), ...map)
    expect([noRows.code, noRows.err]).toEqual([2, expect.stringContaining('(invalid-mapping)')])
    const report = folder.at('never.ndjson')
    writeFileSync(folder.at('unknown.csv'), 'a,b\n1,2\n')
    const unknown = await folder.run('import', folder.at('other.db'), folder.at('unknown.csv'), '--report', report)
    expect([unknown.code, existsSync(report)]).toEqual([4, false])
    const little = await folder.run('import', folder.at('other.db'), folder.at('rows.csv'), '--map', 'type=kind')
    expect([little.code, little.err]).toEqual([2, expect.stringContaining('stream, type and data')])
  })

  test('writes every fault and warning to the report, and leaves a file that is there alone', async () => {
    const lines = ['{"stream":"a","type":"T","data":{"k":1,"k":2}}', '{"stream":"a"}', 'nothing']
    writeFileSync(folder.at('bad.ndjson'), lines.join('\n'))
    const report = folder.at('faults.ndjson')
    const { code } = await folder.run('import', folder.at('bad.db'), folder.at('bad.ndjson'), '--report', report)
    expect(code).toBe(5)
    const faults = readFileSync(report, 'utf8').trimEnd().split('\n')
    expect(faults.map((line) => JSON.parse(line))).toMatchObject([
      { line: 1, severity: 'warning', code: 'import-duplicate-key' },
      { line: 2, severity: 'error', code: 'import-bad-event' },
      { line: 3, severity: 'error', code: 'import-bad-json' },
    ])
    const again = await folder.run('import', folder.at('bad.db'), folder.at('bad.ndjson'), '--report', report)
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('(file-exists)')])
    const strict = await folder.run('import', folder.at('strict.db'), folder.at('bad.ndjson'), '--strict')
    expect(strict.out).toMatch(/^0 events added .*3 records left out/)
  })

  test('takes the events of another store', async () => {
    const one = await folder.store('one', ['{"stream":"a","type":"T"}'])
    const { code, out } = await folder.run('import', folder.at('two.db'), one)
    expect([code, out]).toEqual([0, expect.stringMatching(/^1 event added .* \(read as Epoch\)/)])
  })
})

describe('epoch info', () => {
  test('of a file of events says what it was taken for', async () => {
    writeFileSync(folder.at('events'), JSON.stringify(cloudEvent))
    expect(await folder.output('info', folder.at('events'))).toMatch(/CloudEvents 1\.0/)
    expect(JSON.parse(await folder.output('info', folder.at('events'), '--json'))).toMatchObject({
      format: expect.stringContaining('CloudEvents'),
    })
  })

  test("of another application's store says what it is, how sure that is, and where its consumers are", async () => {
    const path = folder.at('emmett.db')
    const database = new Database(path)
    database.exec(`${emmettTables.join(';')};
      INSERT INTO emt_messages(stream_id, stream_position, message_data, message_metadata, message_schema_version,
        message_type, message_id) VALUES ('a', 1, '{}', '{}', '1', 'T', '1'), ('a', 2, '{}', '{}', '1', 'T', '2');
      INSERT INTO emt_processors(processor_id, last_processed_checkpoint) VALUES ('billing', '0000000000000000001');`)
    database.close()
    const info = JSON.parse(await folder.output('info', path, '--json'))
    expect(info).toMatchObject({
      kind: 'Emmett (SQLite)',
      sureness: 'certain',
      events: 2,
      checkpoints: [{ name: 'billing', position: 1, lag: 1 }],
    })
    expect(await folder.output('info', path)).toMatch(/billing at 1, 1 event behind/)
  })
})

test('a damaged store is read only where --damaged says so, and told as such', async () => {
  const path = folder.at('damaged.db')
  const database = new Database(path)
  database.exec(emmettTables.join(';'))
  const add = database.prepare(`INSERT INTO emt_messages(stream_id, stream_position, message_data, message_metadata,
    message_schema_version, message_type, message_id) VALUES ('a', ?, '{}', '{}', '1', 'T', ?)`)
  for (let i = 1; i <= 200; i++) add.run(i, `id-${i}`)
  database.close()
  damagePage(path)
  const refused = await folder.run('query', path, '', '--count')
  expect([refused.code, refused.err]).toEqual([4, expect.stringContaining('(store-corrupt)')])
  expect(await folder.output('query', path, '', '--count', '--damaged')).toBe('200\n')
  expect(await folder.output('info', path, '--damaged')).toMatch(/Note: the file is damaged/)
  expect((await folder.output('export', path, '--damaged')).trimEnd().split('\n')).toHaveLength(200)
})

describe('epoch map', () => {
  const legacy = folder.at('legacy.db')

  beforeEach(() => {
    mkdirSync(folder.at('.'), { recursive: true })
    const database = new Database(legacy)
    database.exec(`DROP TABLE IF EXISTS happenings; CREATE TABLE happenings (thing TEXT, what TEXT, body TEXT);
      INSERT INTO happenings VALUES ('cart-1', 'CartOpened', '{"a":1}'), ('cart-1', 'CartClosed', 'bye');`)
    database.close()
  })

  test('shows what is in a database that Epoch does not know, and once told, every command opens it', async () => {
    const unknown = await folder.run('info', legacy)
    expect([unknown.code, unknown.err]).toEqual([4, expect.stringMatching(/epoch map.*\(store-unknown-schema\)/)])
    expect(await folder.output('map', legacy)).toMatch(/Table happenings.*thing {2}TEXT {2}cart-1/s)
    const map = ['--map', 'stream=thing', '--map', 'type=what', '--map', 'data=body']
    expect(await folder.output('map', legacy, ...map)).toMatch(/cart-1@2 {2}CartClosed/)
    expect(JSON.parse(await folder.output('info', legacy, '--json'))).toMatchObject({ sureness: 'mapped', events: 2 })
    expect(await folder.output('query', legacy, '', '--count')).toBe('2\n')
    const store = folder.at('from-legacy.db')
    expect(await folder.output('import', store, legacy)).toMatch(/^2 events added /)
    await folder.output('export', legacy, folder.at('legacy.ndjson'))
    expect(await folder.output('import', store, folder.at('legacy.ndjson'))).toMatch(
      /^0 events added .* 2 events were there/,
    )
  })
})
