import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import type { ProjectionOptions, ProjectionRun, StartProjection } from '../../../src/renderer/state/projection-port.ts'
import { HandClock } from '../hand-clock.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

/** A run that answers only what its test tells it to. */
class HeldRun implements ProjectionRun {
  readonly options: ProjectionOptions
  stopped = false
  asked: number

  constructor(options: ProjectionOptions) {
    this.options = options
    this.asked = options.position
  }

  seek(to: number): void {
    this.asked = to
  }

  show(): void {}

  ask(): Promise<never> {
    return Promise.reject(new Error('no test asks'))
  }

  stop(): void {
    this.stopped = true
  }

  folding(upTo: number): void {
    const failures = { count: 0, first: [] }
    this.options.onStatus({
      kind: 'folding',
      name: 'First',
      dialect: 'epoch',
      columns: [],
      position: position(upTo),
      failures,
    })
  }

  live(name: string): void {
    const failures = { count: 0, first: [] }
    this.options.onStatus({
      kind: 'live',
      name,
      dialect: 'epoch',
      columns: [`${name} column`],
      position: position(6),
      failures,
    })
  }

  answer(total: number, exact: 'exact' | 'so far' = 'exact'): void {
    this.options.onView({ position: position(this.asked), exact: exact === 'exact', total, from: 0, rows: [] })
  }

  fail(message: string): void {
    this.options.onStatus({ kind: 'failed', error: { code: 'projection-invalid', message, position: position(3) } })
  }
}

async function projecting() {
  const runs: HeldRun[] = []
  const startProjection: StartProjection = (options) => {
    const run = new HeldRun(options)
    runs.push(run)
    return run
  }
  const clock = new HandClock()
  const { explorer } = await openedExplorer(shop(3), { clock, startProjection })
  explorer.getState().startProjections(['first'], 0)
  const run = (place: number): HeldRun => {
    const found = runs.at(place)
    if (found === undefined) throw new Error(`there is no run ${place}`)
    return found
  }
  const tab = () => explorer.getState().projections[0]
  return { explorer, clock, runs, run, tab }
}

test('the store of a shop begins with its two projections', async () => {
  const { runs } = await projecting()
  expect(runs.slice(0, 2).map(({ options }) => /name: '(\w+)'/.exec(options.source)?.[1])).toEqual([
    'CurrentOrderStatus',
    'RevenuePerDay',
  ])
  expect(runs.slice(0, 2).every(({ stopped }) => stopped)).toBe(true)
})

test('the first answers are shown even while the history is being folded', async () => {
  const { run, tab } = await projecting()
  run(-1).live('First')
  run(-1).answer(2, 'so far')
  expect(tab()).toMatchObject({
    name: 'First',
    columns: ['First column'],
    view: { total: 2, exact: false },
    stale: false,
  })
})

test('every tab is asked for the state at the playhead', async () => {
  const { explorer, run } = await projecting()
  explorer.getState().addProjection('second')
  explorer.getState().scrubTo(position(2))
  expect([run(-2).asked, run(-1).asked]).toEqual([2, 2])
})

test('what is typed runs once nobody has typed for a moment', async () => {
  const { explorer, clock, runs, run, tab } = await projecting()
  const id = tab()?.id ?? 0
  const before = runs.length
  explorer.getState().editProjection(id, 'sec')
  explorer.getState().editProjection(id, 'second')
  expect(runs.length).toBe(before)
  await clock.runOut()
  expect(runs.length).toBe(before + 1)
  expect(run(-1).options.source).toBe('second')
})

test('the old run answers until the new one has come as far, and is then stopped', async () => {
  const { explorer, clock, run, tab } = await projecting()
  run(-1).live('First')
  run(-1).answer(1)
  explorer.getState().editProjection(tab()?.id ?? 0, 'second')
  await clock.runOut()
  expect(tab()).toMatchObject({ stale: true, view: { total: 1 } })
  run(-1).live('Second')
  run(-1).answer(5, 'so far')
  run(-2).answer(2)
  expect(tab()).toMatchObject({ stale: true, columns: ['First column'], view: { total: 2 } })
  run(-1).answer(9)
  expect(tab()).toMatchObject({ stale: false, name: 'Second', columns: ['Second column'], view: { total: 9 } })
  expect(run(-2).stopped).toBe(true)
})

test('after a failure the last good state stays and still moves, marked stale', async () => {
  const { explorer, clock, run, tab } = await projecting()
  run(-1).live('First')
  run(-1).answer(1)
  explorer.getState().editProjection(tab()?.id ?? 0, 'broken')
  await clock.runOut()
  run(-1).fail('unexpected end')
  expect(tab()).toMatchObject({ stale: true, status: { kind: 'failed', error: { message: 'unexpected end' } } })
  explorer.getState().scrubTo(position(2))
  run(-2).answer(7)
  expect(tab()).toMatchObject({ stale: true, status: { kind: 'failed' }, view: { position: 2, total: 7 } })
})

test('a fold that is stopped says how far it came, and what it showed stays, marked stale', async () => {
  const { explorer, run, tab } = await projecting()
  const ended = run(-1)
  ended.folding(4)
  ended.answer(2, 'so far')
  explorer.getState().stopProjection(tab()?.id ?? 0)
  expect(ended.stopped).toBe(true)
  expect(tab()).toMatchObject({ status: { kind: 'stopped', position: 4 }, stale: true, view: { total: 2 } })
  ended.live('First')
  expect(tab()?.status.kind).toBe('stopped')
})

test('what is stopped before it began to fold has come nowhere', async () => {
  const { explorer, tab } = await projecting()
  explorer.getState().stopProjection(tab()?.id ?? 0)
  expect(tab()).toMatchObject({ status: { kind: 'stopped', position: 0 }, stale: false })
})

test('a fold that was stopped can be run again, from the start', async () => {
  const { explorer, run, tab } = await projecting()
  run(-1).folding(4)
  explorer.getState().stopProjection(tab()?.id ?? 0)
  explorer.getState().rerunProjection(tab()?.id ?? 0)
  run(-1).live('First')
  run(-1).answer(6)
  expect(tab()).toMatchObject({ status: { kind: 'live' }, stale: false, view: { total: 6 } })
})

test('a closed tab stops its run and its neighbour becomes active', async () => {
  const { explorer, run, tab } = await projecting()
  explorer.getState().addProjection('second')
  explorer.getState().closeProjection(explorer.getState().activeProjection)
  expect(run(-1).stopped).toBe(true)
  expect(explorer.getState()).toMatchObject({ activeProjection: tab()?.id, projections: [{ source: 'first' }] })
})

test('a run counts as under way until it has answered for where the playhead is', async () => {
  const { explorer, clock, run } = await projecting()
  await clock.runOut()
  const { activity } = explorer.getState()
  expect(activity.idle).toBe(false)
  run(-1).live('First')
  run(-1).answer(1, 'so far')
  expect(activity.idle).toBe(false)
  run(-1).answer(1)
  await clock.runOut()
  expect(activity.idle).toBe(true)
})
