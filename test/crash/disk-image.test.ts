import { expect, test } from 'vitest'
import { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'
import { type CutKind, DiskImage } from './disk-image.ts'
import type { TraceStep } from './write-trace.ts'

type Step = TraceStep | ((at: number) => TraceStep)

function write(path: string, offset: number, text: string): TraceStep {
  return { kind: 'write', path, offset, bytes: Buffer.from(text) }
}

/** A sync of everything before it. */
function sync(path: string): Step {
  return (at) => ({ kind: 'sync', path, begun: at })
}

function afterCut(steps: readonly Step[], kind: CutKind, seed = 1): Readonly<Record<string, string>> {
  const image = new DiskImage()
  for (const [at, step] of steps.entries()) image.take(typeof step === 'function' ? step(at) : step, at)
  const files = image.afterCut(kind, new SeededRandom(seed))
  return Object.fromEntries(Array.from(files, ([path, bytes]) => [path, bytes.toString()]))
}

test('what was synced survives, what was not is lost', () => {
  const steps = [write('/a', 0, 'one'), sync('/a'), write('/a', 3, 'two')]
  expect(afterCut(steps, 'lose all')).toEqual({ '/a': 'one' })
  expect(afterCut(steps, 'lose none')).toEqual({ '/a': 'onetwo' })
})

test('a sync covers its own file, and only what was written before it began', () => {
  const steps = [
    write('/a', 0, 'one'),
    write('/b', 0, 'two'),
    write('/a', 3, 'late'),
    { kind: 'sync', path: '/a', begun: 1 },
  ] as const
  expect(afterCut(steps, 'lose all')).toEqual({ '/a': 'one', '/b': '' })
})

test('a file that was made shorter without a sync may have its old length', () => {
  const steps = [write('/a', 0, 'long'), sync('/a'), { kind: 'truncate', path: '/a', size: 2 }] as const
  expect(afterCut(steps, 'lose all')).toEqual({ '/a': 'long' })
  expect(afterCut(steps, 'lose none')).toEqual({ '/a': 'lo' })
  expect(afterCut([...steps, sync('/a'), write('/a', 3, 'x')], 'lose none')).toEqual({ '/a': 'lo\0x' })
})

test('a name that was given or taken without a sync may be as it was', () => {
  const named = [write('/s/new', 0, 'x'), sync('/s/new'), { kind: 'rename', path: '/s/new', to: '/s/a' }] as const
  expect(afterCut(named, 'lose all')).toEqual({ '/s/new': 'x' })
  expect(afterCut([...named, sync('/s')], 'lose all')).toEqual({ '/s/a': 'x' })
  const deleted = [...named, sync('/s'), { kind: 'delete', path: '/s/a' }] as const
  expect(afterCut(deleted, 'lose all')).toEqual({ '/s/a': 'x' })
  expect(afterCut(deleted, 'lose none')).toEqual({})
})

test('a second name is that of the same file, and lost alone', () => {
  const linked = [write('/s/new', 0, 'x'), sync('/s/new'), { kind: 'link', path: '/s/new', to: '/s/a' }] as const
  expect(afterCut(linked, 'lose all')).toEqual({ '/s/new': 'x' })
  expect(afterCut([...linked, { kind: 'delete', path: '/s/new' }, sync('/s')], 'lose all')).toEqual({ '/s/a': 'x' })
})

test('of a torn write some sectors are there and others are not', () => {
  const steps = [write('/a', 0, 'o'.repeat(8192)), sync('/a'), write('/a', 100, 'n'.repeat(8000))]
  const torn = afterCut(steps, 'lose sectors')['/a'] ?? ''
  const sectors = Array.from({ length: 16 }, (_, i) =>
    torn.slice(Math.max(100, i * 512), Math.min(8100, (i + 1) * 512)),
  )
  for (const sector of sectors) expect(['o', 'n']).toContain([...new Set(sector)].join())
  expect(new Set(torn.slice(100, 8100))).toEqual(new Set(['o', 'n']))
  expect([torn.slice(0, 100), torn.slice(8100)]).toEqual(['o'.repeat(100), 'o'.repeat(92)])
})
