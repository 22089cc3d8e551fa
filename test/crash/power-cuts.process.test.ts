import { expect } from 'vitest'
import { fileTest } from '../backends/sqlite-files.ts'
import { type PowerCutReport, simulatePowerCuts } from './power-cuts.ts'
import { recordedRuns, runAtNormal } from './recorded-runs.ts'
import { whyNoTracing } from './write-recording.ts'

const why = whyNoTracing === '' ? '' : ` (left out: ${whyNoTracing})`
const test = fileTest.skipIf(whyNoTracing !== '')
const clean = { cutsWithLoss: 0, mostLost: 0, faults: [] } satisfies Partial<PowerCutReport>

test(`appends that were acknowledged survive a power cut at any moment${why}`, async ({ folder }) => {
  expect(await simulatePowerCuts({ folder, recorded: recordedRuns.append, cuts: 300, seed: 1 })).toEqual({
    cuts: 300,
    ...clean,
  })
})

test(`appends survive a power cut among commits of indexes that do not wait for the disk${why}`, async ({ folder }) => {
  const report = await simulatePowerCuts({ folder, recorded: recordedRuns.upkeep, cuts: 200, seed: 5 })
  expect(report).toEqual({ cuts: 200, ...clean })
})

test(`a new store is all there once its import has ended, and until then the import goes on after a power cut${why}`, async ({
  folder,
}) => {
  expect(await simulatePowerCuts({ folder, recorded: recordedRuns.import, cuts: 200, seed: 2 })).toEqual({
    cuts: 200,
    ...clean,
  })
})

test(`an import into a store is all there once it has ended, as are the appends before it${why}`, async ({
  folder,
}) => {
  const report = await simulatePowerCuts({ folder, recorded: recordedRuns.importIntoStore, cuts: 200, seed: 3 })
  expect(report).toEqual({ cuts: 200, ...clean })
})

test(`an upgrade that a power cut ends leaves the store as it was, or whole${why}`, async ({ folder }) => {
  const report = await simulatePowerCuts({ folder, recorded: recordedRuns.upgrade, cuts: 100, seed: 6 })
  expect(report).toEqual({ cuts: 100, ...clean })
})

test(`the simulation finds out a writer whose commits do not wait for the disk${why}`, async ({ folder }) => {
  const report = await simulatePowerCuts({ folder, recorded: runAtNormal, cuts: 100, seed: 4 })
  expect(report.cutsWithLoss).toBeGreaterThan(10)
  expect(report.faults).toEqual([])
})
