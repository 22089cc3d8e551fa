import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { InProcess } from '../in-process.ts'
import { compileIn, installInto, runVitest } from './outside-epoch.ts'

/** A projection of docs/writing-a-projection.md, with the files it imports, and what that page says it makes of which events. */
interface Sample {
  readonly entry: string
  readonly events: string
  readonly states: unknown
}

const doc = readFileSync(new URL('../../../docs/writing-a-projection.md', import.meta.url), 'utf8')
const blocks = [...doc.matchAll(/^```(\w+)(?: ([\w.-]+))?\n(.*?)^```/gms)].map(([, language, name, text = '']) => ({
  language,
  name,
  text,
}))
const folder = new InProcess()
const { samples, alone } = samplesOf()

/** A sample is one or more files, the projection's own first, then its events, then its states. */
function samplesOf(): { readonly samples: readonly Sample[]; readonly alone: readonly string[] } {
  const samples: Sample[] = []
  let files: string[] = []
  let events = ''
  for (const { language, name, text } of blocks) {
    if (name !== undefined && !name.endsWith('.test.ts')) files.push(name)
    if (language === 'ndjson') events = text
    if (language !== 'json') continue
    samples.push({ entry: files[0] ?? '', events, states: JSON.parse(text) })
    files = []
  }
  return { samples, alone: files }
}

function eventsOf(entry: string): string {
  return entry.replace(/\.\w+$/, '.ndjson')
}

beforeAll(() => {
  installInto(folder.path)
  for (const { name, text } of blocks) if (name !== undefined) folder.write(name, text)
  for (const { entry, events } of samples) folder.write(eventsOf(entry), events)
})

test('every block of code has a name, and is run here', () => {
  expect(blocks.filter(({ language, name }) => ['ts', 'js'].includes(language ?? '') && name === undefined)).toEqual([])
  expect(samples.length).toBeGreaterThanOrEqual(4)
  expect(alone).toEqual(['counted.ts'])
})

test.each(samples)('$entry makes of its events what the page says', async ({ entry, states }) => {
  const { code, out, err } = await folder.run('project', folder.at(eventsOf(entry)), folder.at(entry), '--json')
  expect(code, err).toBe(0)
  const cells = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(Object.fromEntries(cells.map(({ key, state }) => [key, state]))).toEqual(states)
})

test.each(samples)('$entry gives the same state for the same events', async ({ entry }) => {
  expect(await folder.run('project', folder.at(eventsOf(entry)), folder.at(entry), '--check')).toMatchObject({
    code: 0,
  })
})

test('counted.ts does not', async () => {
  expect(await folder.run('project', folder.at('orders.ndjson'), folder.at('counted.ts'), '--check')).toMatchObject({
    code: 1,
  })
})

test('all of its TypeScript compiles', async () => {
  await compileIn(
    folder.path,
    blocks.flatMap(({ language, name }) => (language === 'ts' && name !== undefined ? [name] : [])),
  )
})

test('the tests that it shows run outside Epoch', async () => {
  expect(await runVitest(folder.path)).toContain('2 passed')
})
