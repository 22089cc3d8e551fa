import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { startChildProcess } from '../../../src/backends/foreign/killable-process.ts'
import { openBackend } from '../../../src/backends/open-backend.ts'
import type { Event, Position } from '../../../src/core/event.ts'
import { epochProjection } from '../../../src/projection/dialects/epoch.ts'
import { foldAll } from '../../projection/projection-log.ts'
import { CliFolder } from '../cli-folder.ts'

const folder = new CliFolder()
let store: string

beforeAll(async () => {
  store = folder.at('shop.db')
  await folder.output('demo', store, '--events', '20000', '--seed', '5')
})

/** Writes a projection whose handler does something. @returns its path */
function handling(name: string, body: string): string {
  writeFileSync(
    folder.at(name),
    `export default { name: 'Test', init: () => ({ n: 0 }), apply(state, e) { ${body} } }\n`,
  )
  return folder.at(name)
}

describe('code of a projection', () => {
  test('prints to the error output, and results stay alone', async () => {
    const file = handling('talks.js', 'state.n++; if (e.position === 1) console.log("said by the projection")')
    const { code, out, err } = await folder.run('project', store, file, '--json')
    expect(code).toBe(0)
    expect(out).not.toContain('said')
    expect(
      out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line).state.n > 0),
    ).not.toContain(false)
    expect(err).toContain('said by the projection\n')
  })

  test.each([
    ['ends its thread', 'exits.js', 'process.exit(0)'],
    ['leaves a promise that nobody hears', 'rejects.js', 'if (e.position === 3) Promise.reject(new Error("unheard"))'],
  ])('that %s is told to have crashed', async (_, name, body) => {
    const { code, out, err } = await folder.run('project', store, handling(name, body))
    expect([code, out]).toEqual([7, ''])
    expect(err).toContain('(projection-crashed)')
  })

  test.skipIf(process.platform === 'win32')('that never comes back is ended by an interruption', async () => {
    // Written at once, for a loop lets nothing else be written.
    const file = handling(
      'loops.js',
      'process.getBuiltinModule("node:fs").writeSync(2, "round and round\\n"); for (;;);',
    )
    const running = folder.start('project', store, file)
    await running.says(/round and round/)
    running.child.kill('SIGINT')
    expect(await running.ended).toMatchObject({ code: 130, out: '', err: 'round and round\nepoch: interrupted\n' })
  })
})

test('states of a real store are those of the engine, at any position', async () => {
  const file = folder.at('kinds.js')
  writeFileSync(
    file,
    `export default {
  name: 'Kinds',
  key: (e) => [e.category, e.streamId],
  apply(state, e) {
    if (e.type.startsWith('Refund')) return null
    state[e.type] = (state[e.type] ?? 0) + e.position
  },
}`,
  )
  const { default: definition }: { default: unknown } = await import(pathToFileURL(file).href)
  const engine = await foldAll(epochProjection(definition), await eventsOf(store))
  for (const position of [257, 11_111]) {
    const out = await folder.run('project', store, file, '--json', '--at', String(position))
    const { rows } = await engine.at(position as Position, (view) => view.rows({ from: 0, limit: 100_000 }))
    expect(out.out).toBe(rows.map(({ key, json }) => `{"key":${JSON.stringify(key)},"state":${json}}\n`).join(''))
  }
})

async function eventsOf(path: string): Promise<readonly Event[]> {
  const { store: opened } = await openBackend(path, { startProcess: startChildProcess })
  const events: Event[] = []
  for await (const page of opened.readAll()) events.push(...page)
  await opened.dispose()
  return events
}

test('a history comes through a pipe', async () => {
  const file = handling('counts.js', 'state.n++')
  const history = await folder.output('query', store, 'position:1..100', '--ndjson')
  const running = folder.start('project', '-', file, '--json')
  running.child.stdin.end(history)
  const { code, out, err } = await running.ended
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('Test at position 100:') })
  expect((await folder.run('project', store, file, '--json', '--at', '100')).out).toBe(out)
})

test.skipIf(process.platform === 'win32')('a reader that has seen enough leaves nothing behind', async () => {
  const temporary = folder.at('temporary')
  mkdirSync(temporary)
  vi.stubEnv('TMPDIR', temporary)
  const file = handling('cells.js', 'state.text = "x".repeat(1000)')
  const events = folder.at('events.ndjson')
  writeFileSync(events, await folder.output('query', store, 'position:1..5000', '--ndjson'))
  const running = folder.start('project', events, file, '--json')
  running.child.stdout.once('data', () => running.child.stdout.destroy())
  expect(await running.ended).toMatchObject({ code: 0 })
  vi.unstubAllEnvs()
  expect(readdirSync(temporary).filter((name) => name.startsWith('epoch-history'))).toEqual([])
})

test('help says that the code is not contained', async () => {
  expect(await folder.output('project', '--help')).toContain('The file is run as your own code')
})
