import { expect, test } from 'vitest'
import { BLOCK_CELLS, CellIndex, type IndexMark } from '../../src/projection/cell-index.ts'
import { ChangeList } from '../../src/projection/change-list.ts'
import { seededRandom } from './projection-log.ts'

const CHANGES = 200_000
const CELLS = 3000

/** The latest change of each living cell after the first `count` changes, the plain way. */
function livingAfter(changes: ChangeList, count: number): ReadonlyMap<number, number> {
  const living = new Map<number, number>()
  for (let change = 0; change < count; change++) {
    if (!changes.leavesAlive(change)) living.delete(changes.cellOf(change))
    else living.set(changes.cellOf(change), change + 1)
  }
  return living
}

test('it says which cells live and what set them, wherever it goes and from whichever mark', () => {
  const random = seededRandom(3)
  const changes = new ChangeList()
  const head = new CellIndex(changes)
  const marks: IndexMark[] = [head.mark(CELLS)]
  for (let change = 0; change < CHANGES; change++) {
    const cell = Math.floor(random() * Math.min(CELLS, 1 + change / 10))
    const [alive, dead] = head.isLive(cell) ? (['changed', 'died'] as const) : (['born', 'passed'] as const)
    const kind = random() < 0.2 ? dead : alive
    changes.add({ cell, kind, previous: head.latestOf(cell), offset: 0, event: 0 })
    head.moveTo(change + 1, [])
    if ((change + 1) % 50_000 === 0) marks.push(head.mark(CELLS))
  }
  const index = new CellIndex(changes)
  const places = [CHANGES, 100_001, 30_000, 149_999, 0, ...Array.from({ length: 10 }, () => random() * CHANGES)]
  for (const place of places.map(Math.floor)) {
    index.moveTo(place, marks)
    const living = livingAfter(changes, place)
    const cells = Array.from({ length: CELLS + 5 }, (_, cell) => cell)
    expect(cells.filter((cell) => index.isLive(cell))).toEqual([...living.keys()].toSorted((a, b) => a - b))
    expect([...living].every(([cell, latest]) => index.latestOf(cell) === latest)).toBe(true)
    expect(index.at).toBe(place)
    expect(index.live).toBe(living.size)
    for (let block = 0; block * BLOCK_CELLS < CELLS; block++)
      expect(index.liveInBlock(block)).toBe(
        [...living.keys()].filter((cell) => Math.floor(cell / BLOCK_CELLS) === block).length,
      )
  }
})

test('a jump from the start to near a mark does not pass what lies between', () => {
  const changes = new ChangeList()
  const head = new CellIndex(changes)
  for (let change = 0; change < CHANGES; change++)
    changes.add({ cell: 0, kind: change === 0 ? 'born' : 'changed', previous: change, offset: 0, event: 0 })
  head.moveTo(CHANGES, [])
  const far = { ...head.mark(CELLS), live: 7 }
  const index = new CellIndex(changes)
  index.moveTo(CHANGES - 10, [far])
  expect(index.live).toBe(7)
})

test('a mark takes no more than the cells that there are', () => {
  const changes = new ChangeList()
  const head = new CellIndex(changes)
  for (let cell = 0; cell < 1025; cell++) changes.add({ cell, kind: 'born', previous: 0, offset: 0, event: 0 })
  head.moveTo(1025, [])
  const mark = head.mark(1025)
  expect(mark.latest).toHaveLength(1025)
  expect(mark.liveInBlock).toHaveLength(5)
})
