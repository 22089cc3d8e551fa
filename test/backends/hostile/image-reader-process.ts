import type { ForeignCall, ForeignCalls } from '../../../src/backends/foreign/foreign-contract.ts'
import { ForeignSession } from '../../../src/backends/foreign/foreign-session.ts'
import { parentPort } from '../../../src/backends/foreign/parent-port.ts'
import { EpochError } from '../../../src/core/errors.ts'
import { EVERYTHING } from '../../../src/core/event-filter.ts'

// A process that reads one file after the other as the process for a foreign file does: told a path and a folder for itself, it says
// how reading the file whole ended.

/** More than any image has. */
const MOST_PARTS = 10_000

const parent = parentPort()
let turn = Promise.resolve()
parent.onText((text) => {
  const [path = '', scratch = ''] = text.split('\n')
  turn = turn.then(async () => parent.send(await outcomeOf(path, scratch)))
})

/** 'opens', a code, or 'untyped' with what was thrown. */
async function outcomeOf(path: string, scratch: string): Promise<string> {
  const session = new ForeignSession()
  try {
    return await read(session, path, scratch)
  } catch (error) {
    if (error instanceof EpochError && error.code !== 'internal') return error.code
    return `untyped: ${error instanceof Error ? error.stack : String(error)}`
  } finally {
    session.close()
  }
}

async function read(session: ForeignSession, path: string, scratch: string): Promise<string> {
  let id = 0
  const ask = async <Name extends keyof ForeignCalls>(
    name: Name,
    input: ForeignCalls[Name]['input'],
  ): Promise<ForeignCalls[Name]['output']> => {
    // The session answers each call with its own output.
    const call = { id: ++id, name, input } as ForeignCall
    return (await session.answer(call, () => {})) as ForeignCalls[Name]['output']
  }
  const opened = await ask('open', { path, scratch, ownApplicationId: 1, readDamaged: false, mappings: [] })
  await ask('outline', {})
  if (opened.kind === undefined) return 'store-unknown-schema'
  const end = Number.MAX_SAFE_INTEGER
  let at: number | undefined = 0
  let positions: number[] = []
  for (let parts = 0; at !== undefined; parts++) {
    if (parts === MOST_PARTS) throw new Error('it has no end')
    const part: ForeignCalls['readLog']['output'] = await ask('readLog', {
      after: at,
      upTo: end,
      direction: 'forwards',
      filter: EVERYTHING,
      limit: end,
    })
    positions = part.events.map(([position]) => position)
    at = part.next
  }
  await ask('readHeaders', { after: 0, upTo: end })
  await ask('readRows', { positions: positions.slice(-100) })
  const last = positions.at(-1)
  if (last !== undefined) await ask('readDetail', { position: last })
  if (last !== undefined) await ask('countUpTo', { position: last })
  await ask('readRowsFrom', { fromRow: 1, limit: 50 })
  await ask('checkpoints', {})
  await ask('sideTables', {})
  await ask('refresh', {})
  return 'opens'
}
