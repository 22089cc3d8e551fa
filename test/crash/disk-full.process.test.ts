import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillDisk } from './disk-full.ts'
import { SmallDisk, whyNoSmallDisk } from './small-disk.ts'

const why = whyNoSmallDisk === '' ? '' : ` (left out: ${whyNoSmallDisk})`
let disk: SmallDisk | undefined

beforeAll(() => {
  if (whyNoSmallDisk === '') disk = new SmallDisk(4)
})

afterAll(() => disk?.remove())

test.skipIf(whyNoSmallDisk !== '')(
  `a full disk refuses appends and imports within a second, loses nothing, and is written to again once it has room${why}`,
  async () => {
    if (disk === undefined) throw new Error('there is no small disk')
    const report = await fillDisk({ disk, rounds: 10, seed: 1 })
    expect(report.faults).toEqual([])
    expect(report.lost).toBe(0)
    expect(report.roundsByScenario).toEqual({ append: 3, checkpoint: 3, import: 2, 'import into a store': 2 })
    expect(report.refused).toBeGreaterThan(10)
  },
)
