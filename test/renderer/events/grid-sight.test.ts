import { expect, test } from 'vitest'
import {
  type GridSight,
  keeping,
  newRows,
  newSight,
  revealing,
  scrolledBy,
  scrolledTo,
  scrollTopFor,
  withNewView,
  withPlayheadRow,
  withRows,
  withViewport,
} from '../../../src/renderer/events/grid-sight.ts'
import { isShown } from '../../../src/renderer/events/row-window.ts'

/** Ten rows on screen of a complete view. */
function sightOf(total: number, playheadRow: number): GridSight {
  return withPlayheadRow(withRows(withViewport(newSight(20), 200), total, 'complete'), playheadRow)
}

const sees = ({ window, topRow }: GridSight, row: number): boolean => isShown(window, topRow, row)

test('a view is seen from the playhead', () => {
  expect(sees(sightOf(1000, 999), 999)).toBe(true)
  expect(sees(sightOf(1000, 400), 400)).toBe(true)
})

test('a playhead that jumps far comes to the middle', () => {
  const { topRow } = withPlayheadRow(sightOf(1000, 0), 500)
  expect(topRow).toBe(496)
})

test('a playhead that moves inside what is seen moves nothing', () => {
  const sight = sightOf(1000, 500)
  expect(withPlayheadRow(sight, 502).topRow).toBe(sight.topRow)
})

test('a playhead that leaves by a row is followed with a margin', () => {
  const sight = { ...sightOf(1000, 500), topRow: 492 }
  expect(withPlayheadRow(sight, 502).topRow).toBe(495)
})

test('who scrolls the playhead out of sight is left in peace by its moves', () => {
  const away = scrolledBy(sightOf(1000, 500), 4000)
  expect(away.follows).toBe(false)
  expect(withPlayheadRow(away, 300).topRow).toBe(away.topRow)
})

test('who scrolls back to the playhead follows it again', () => {
  const back = scrolledBy(scrolledBy(sightOf(1000, 500), 4000), -4000)
  expect(back.follows).toBe(true)
  expect(sees(withPlayheadRow(back, 100), 100)).toBe(true)
})

test('a playhead that comes into sight is followed from there', () => {
  const away = scrolledTo(sightOf(1000, 500), 0)
  expect(sees(withPlayheadRow(withPlayheadRow(away, 4), 30), 30)).toBe(true)
})

test('a live sight stays at the end as rows arrive', () => {
  const grown = withRows(withPlayheadRow(sightOf(1000, 999), 1004), 1005, 'complete')
  expect(sees(grown, 1004)).toBe(true)
  expect(newRows(grown)).toBe(0)
})

test('rows that arrive beyond what is seen are counted until the end is seen', () => {
  const grown = withRows(withRows(sightOf(1000, 500), 1005, 'complete'), 1012, 'complete')
  expect(grown.topRow).toBe(sightOf(1000, 500).topRow)
  expect(newRows(grown)).toBe(12)
  expect(newRows(revealing(grown, 1011))).toBe(0)
})

test('rows that a search still finds are not new', () => {
  const searching = withRows(withRows(withViewport(newSight(20), 200), 100, 'searching'), 900, 'searching')
  expect(newRows(searching)).toBe(0)
  expect(newRows(withRows(searching, 950, 'complete'))).toBe(0)
})

test('another view forgets where the last one was', () => {
  const other = withRows(withNewView(scrolledTo(sightOf(1000, 500), 9000)), 50, 'complete')
  expect(other).toMatchObject({ topRow: 0, follows: true })
})

test('a row that is asked for is shown, and the scroll bar stands for it', () => {
  const sight = revealing(sightOf(1000, 0), 700)
  expect(sees(sight, 700)).toBe(true)
  expect(scrolledTo(sight, scrollTopFor(sight)).topRow).toBeCloseTo(sight.topRow, 6)
})

test('a higher window keeps the playhead in sight', () => {
  expect(sees(withViewport(sightOf(1000, 999), 500), 999)).toBe(true)
})

test('who keeps the place is not moved by the playhead, even while that is in sight', () => {
  const kept = keeping(sightOf(1000, 500), 'place')
  expect(withPlayheadRow(kept, 502).follows).toBe(false)
  expect(withPlayheadRow(kept, 900).topRow).toBe(kept.topRow)
  expect(withRows(kept, 1005, 'complete').topRow).toBe(kept.topRow)
  expect(scrolledBy(kept, 20).follows).toBe(false)
})

test('who keeps the playhead in sight again sees it at once', () => {
  const back = keeping(withPlayheadRow(keeping(sightOf(1000, 500), 'place'), 900), 'playhead')
  expect(sees(back, 900)).toBe(true)
  expect(back.follows).toBe(true)
})

test('another view keeps in sight what the last one did', () => {
  expect(withNewView(keeping(sightOf(1000, 500), 'place'))).toMatchObject({ keeps: 'place', follows: false })
})
