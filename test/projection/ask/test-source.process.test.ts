import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Position } from '../../../src/core/event.ts'
import { shrink } from '../../../src/projection/ask/shrink.ts'
import { type ShrunkTest, testSource } from '../../../src/projection/ask/test-source.ts'
import { epochProjection } from '../../../src/projection/dialects/epoch.ts'
import { eventAt } from '../projection-log.ts'
import { asking } from './asked-history.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const doors = `
import { projection } from 'epoch/projection'

export default projection<{ opened: number }>({
  name: 'Doors',
  init: () => ({ opened: 0 }),
  on: {
    Opened: (door, e) => {
      if (e.data.by === 'storm') throw new Error('the "wind"')
      door.opened++
    },
  },
})
`
const kurrentdbDoors = `
fromAll().foreachStream().when({
  $init: () => ({ opened: 0 }),
  Opened: (door, e) => {
    if (e.data.by === 'storm') throw new Error('the "wind"')
    door.opened++
    return door
  },
})
`

/** By the name of a test's file, what it is of. */
const tests: Readonly<Record<string, ShrunkTest>> = {
  expression: of({ goal: { kind: 'predicate', predicate: "state.opened > 1 && event.data.by === 'hand' // two" } }),
  lines: of({ goal: { kind: 'predicate', predicate: '(door) =>\n  door.opened >= 2', key: 'door-1' } }),
  failure: of({ goal: { kind: 'failure', message: 'Error: the "wind"' } }),
  kurrentdb: of({
    dialect: 'kurrentdb',
    projectionFile: 'kurrentdb-doors.js',
    goal: { kind: 'predicate', predicate: 'state.opened > 1' },
  }),
  'kurrentdb-typed': of({
    dialect: 'kurrentdb',
    projectionFile: 'kurrentdb-typed.ts',
    goal: { kind: 'predicate', predicate: 'state.opened > 1' },
  }),
  mended: of({ goal: { kind: 'predicate', predicate: 'state.opened > 99' } }),
}

function of(members: Pick<ShrunkTest, 'goal'> & Partial<ShrunkTest>): ShrunkTest {
  return {
    projection: 'Doors',
    dialect: 'epoch',
    engineVersion: 2,
    projectionFile: './doors.ts',
    fixtureFile: 'doors-smallest.ndjson',
    ...members,
  }
}

let folder: string

beforeAll(async () => {
  mkdirSync(join(root, 'test-results'), { recursive: true })
  folder = mkdtempSync(join(root, 'test-results', 'shrunk-'))
  writeFileSync(join(folder, 'doors.ts'), doors)
  writeFileSync(join(folder, 'kurrentdb-doors.js'), kurrentdbDoors)
  writeFileSync(
    join(folder, 'kurrentdb-typed.ts'),
    kurrentdbDoors.replace('(door, e)', '(door: { opened: number }, e: any)'),
  )
  writeFileSync(join(folder, 'doors-smallest.ndjson'), await fixture())
  for (const [name, test] of Object.entries(tests)) writeFileSync(join(folder, `${name}.test.ts`), testSource(test))
  const alias = { 'epoch/projection': join(root, 'src/library/projection.ts') }
  writeFileSync(
    join(folder, 'vitest.config.mjs'),
    `export default { resolve: { alias: ${JSON.stringify(alias)} }, test: { maxWorkers: 1, reporters: 'json', outputFile: 'report.json' } }`,
  )
})

afterAll(() => rmSync(folder, { recursive: true }))

/** Two openings by hand, and one that fails. */
async function fixture(): Promise<string> {
  const hand = Array.from({ length: 5 }, (_, at) =>
    eventAt(at + 1, { type: 'Opened', stream: 'door-1', data: { by: 'hand' } }),
  )
  const plain = epochProjection({ name: 'Doors', init: () => 0, apply: (opened: number) => opened + 1 })
  const goal = { kind: 'predicate', predicate: (state: unknown) => Number(state) > 1 } as const
  const shrunk = await shrink(plain, goal, { upTo: 9 as Position }, asking(hand))
  const storm = '{"stream":"door-2","type":"Opened","data":{"by":"storm"}}\n'
  return `${shrunk.fixture}${storm}`
}

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly title: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

test('a test made of a shrunk history runs outside Epoch, passes while it still happens, and fails once it does not', async () => {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const { VITEST: _, ...env } = process.env
  const run = promisify(execFile)(process.execPath, [vitest, 'run', '--root', folder], { env })
  await expect(run).rejects.toMatchObject({ code: 1 })
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report
  const results = report.testResults.flatMap(({ name, assertionResults, message }) => {
    const file = name.slice(name.lastIndexOf('/') + 1, -'.test.ts'.length)
    return assertionResults.map(({ title, status }) => [file, title, status, message] as const)
  })
  expect(results.sort()).toEqual([
    ['expression', "Doors comes to state.opened > 1 && event.data.by === 'hand' // two", 'passed', ''],
    ['failure', 'Doors fails with Error: the "wind"', 'passed', ''],
    ['kurrentdb', 'Doors comes to state.opened > 1', 'passed', ''],
    ['kurrentdb-typed', 'Doors comes to state.opened > 1', 'passed', ''],
    ['lines', 'Doors comes to (door) => door.opened >= 2', 'passed', ''],
    ['mended', 'Doors comes to state.opened > 99', 'failed', ''],
  ])
})
