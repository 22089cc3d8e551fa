import { expect, test } from 'vitest'
import { position } from '../../src/core/event.ts'
import { EVERYTHING } from '../../src/core/event-filter.ts'
import { makeEmmettStore, openHere } from './foreign-emmett-store.ts'
import { temporaryFolder } from './temporary-folder.ts'

const MESSAGES = 20_000

/** Of the messages every third is a command, which is no event, and positions have gaps. */
function mixedStore(): string {
  return makeEmmettStore(temporaryFolder(), (database) =>
    database.exec(
      `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${MESSAGES})
        INSERT INTO emt_messages(stream_id, stream_position, message_kind, message_data, message_metadata, message_schema_version, message_type,
          message_id, is_archived, global_position, created)
        SELECT 'cart-' || (n % 700), n, iif(n % 3 = 0, 'C', 'E'), '{"n":' || n || '}', '{}', '0', 'ItemAdded', 'id-' || n, n % 50 = 1, n * 2,
          '2024-05-01 12:00:00' FROM numbers`,
    ),
  )
}

test('a large store of another application shows at once the rows that it shows when it is indexed', async () => {
  const { index, indexed, store } = await openHere(mixedStore())
  const head = await store.head()
  const fromRows = [1, 4000, 8192, 8193, 13_300, 13_335, 14_000]
  const positions = [0, 1, 2, 6, 7, 16_384, 39_999, head].map(position)
  const ask = () =>
    Promise.all([
      Promise.all(fromRows.map((row) => index.rows(EVERYTHING, row, 50))),
      Promise.all(positions.map((at) => index.rowAt(EVERYTHING, at))),
    ])
  const [summary, glanced] = await Promise.all([index.summary(), ask()])
  expect(summary).toEqual({ head, events: 13_334 })
  await indexed
  expect(await ask()).toEqual(glanced)
  expect(await index.summary()).toMatchObject({ head, events: 13_334, streams: 700 })
  const [[first]] = glanced
  expect(first?.rows.slice(0, 3)).toMatchObject([
    { row: 1, position: 2, mark: 'archived' },
    { row: 2, position: 4 },
    { row: 3, position: 8 },
  ])
})
