import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { LogWriter } from '../../../src/backends/sqlite/log-writer.ts'
import { createStore } from '../../../src/backends/sqlite/open-database.ts'
import { openSqliteStore } from '../../../src/backends/sqlite/sqlite-store.ts'
import { streamName } from '../../../src/core/event.ts'
import { openEmmettStore } from '../../peers/emmett/emmett-store.js'
import { alternating, percentile, print } from './bench-line.ts'
import { RawStore } from './raw-store.ts'
import { newEventOf, type StandardEvent, standardEvents, take } from './standard-events.ts'

const ROUNDS = 5
const STREAMS = 1000

interface Call {
  readonly stream: string
  readonly events: readonly StandardEvent[]
}

/** A new place for a store. */
export function freshPath(folder: string, name: string): string {
  const path = join(folder, name)
  for (const ending of ['', '-wal', '-shm', '-journal', '.importing']) rmSync(path + ending, { force: true })
  return path
}

function callsOf(count: number, perCall: number): readonly Call[] {
  const events = standardEvents({ streams: STREAMS })
  return Array.from({ length: count / perCall }, (_, i) => {
    const stream = `order-${i % STREAMS}`
    return { stream, events: take(events, perCall).map((event) => ({ ...event, stream })) }
  })
}

/** Appends at FULL: in the module that the store's thread hosts, beside a bare loop and Emmett; then through the thread. */
export async function benchAppends(folder: string): Promise<void> {
  for (const [perCall, count, overRaw, overEmmett] of [
    [1, 4000, 0.8, 2.5],
    [10, 20_000, 0.8, 1.7],
    [100, 40_000, 0.8, 1.2],
  ] as const) {
    const calls = callsOf(count, perCall)
    const { ours, raw, emmett, thread } = await alternating(ROUNDS, {
      ours: () => perSecond(count, () => appendOurs(freshPath(folder, 'ours.db'), calls)),
      raw: () => perSecond(count, () => appendRaw(freshPath(folder, 'raw.db'), calls)),
      emmett: () => perSecond(count, () => appendEmmett(freshPath(folder, 'emmett.db'), calls)),
      thread: () => perSecond(count, () => appendThroughThread(freshPath(folder, 'thread.db'), calls)),
    })
    const name = `append ${perCall} per call, FULL`
    const unit = 'events/s'
    print({
      name,
      figure: ours,
      unit,
      anchor: raw,
      anchorName: 'bare loop',
      goal: overRaw,
      goalOf: 'ratio',
      better: 'more',
    })
    print({
      name,
      figure: ours,
      unit,
      anchor: emmett,
      anchorName: 'Emmett, one connection',
      goal: overEmmett,
      goalOf: 'ratio',
      better: 'more',
    })
    print({ name: `${name}, through the thread`, figure: thread, unit, better: 'more' })
  }
  await benchCallers(folder)
}

async function benchCallers(folder: string): Promise<void> {
  const calls = callsOf(4000, 1)
  const [inProcess, throughThread]: [number[], number[]] = [[], []]
  const { together, raw } = await alternating(ROUNDS, {
    one: async () => {
      inProcess.push(...appendTimes(freshPath(folder, 'ours.db'), calls.slice(0, 1500)))
      throughThread.push(...(await appendTimesThroughThread(freshPath(folder, 'thread.db'), calls.slice(0, 1500))))
      return 0
    },
    together: () => perSecond(calls.length, () => appendThroughThread(freshPath(folder, 'thread.db'), calls, 64)),
    raw: () => perSecond(calls.length, () => appendRaw(freshPath(folder, 'raw.db'), calls)),
  })
  const [own, added] = [percentile(inProcess, 0.5), percentile(throughThread, 0.5) - percentile(inProcess, 0.5)]
  print({
    name: 'append 1, one caller: added by the thread, p50',
    figure: added,
    unit: 'µs',
    anchor: own,
    anchorName: 'in process, p50',
    goal: 100,
    better: 'less',
  })
  print({
    name: 'append 1, 64 callers at once',
    figure: together,
    unit: 'events/s',
    anchor: raw,
    anchorName: 'bare loop, one per transaction',
    goal: 4,
    goalOf: 'ratio',
    better: 'more',
  })
}

function appendOurs(path: string, calls: readonly Call[]): void {
  createStore(path)
  const writer = new LogWriter(path)
  for (const { stream, events } of calls) appendOne(writer, { stream, events })
  writer.close()
}

function appendOne(writer: LogWriter, { stream, events }: Call): void {
  const [outcome] = writer.append([
    { stream: streamName(stream), events: events.map(newEventOf), expectedVersion: 'any' },
  ])
  if (outcome?.kind !== 'appended') throw outcome?.error
}

function appendTimes(path: string, calls: readonly Call[]): number[] {
  createStore(path)
  const writer = new LogWriter(path)
  const times = calls.map((call) => {
    const start = performance.now()
    appendOne(writer, call)
    return (performance.now() - start) * 1000
  })
  writer.close()
  return times
}

function appendRaw(path: string, calls: readonly Call[]): void {
  createStore(path)
  const store = new RawStore(path, 'FULL')
  for (const { stream, events } of calls) store.append(stream, events)
  store.database.close()
}

async function appendEmmett(path: string, calls: readonly Call[]): Promise<void> {
  const store = openEmmettStore(path)
  for (const { stream, events } of calls) await store.append(stream, events)
  store.close()
}

async function appendThroughThread(path: string, calls: readonly Call[], callers = 1): Promise<void> {
  const store = await openSqliteStore(path, { mode: 'create' })
  const left = calls.values()
  const caller = async (): Promise<void> => {
    for (const { stream, events } of left) await store.storeEvents(streamName(stream), events.map(newEventOf))
  }
  await Promise.all(Array.from({ length: callers }, caller))
  await store.dispose()
}

async function appendTimesThroughThread(path: string, calls: readonly Call[]): Promise<number[]> {
  const store = await openSqliteStore(path, { mode: 'create' })
  const times: number[] = []
  for (const { stream, events } of calls) {
    const start = performance.now()
    await store.storeEvents(streamName(stream), events.map(newEventOf))
    times.push((performance.now() - start) * 1000)
  }
  await store.dispose()
  return times
}

async function perSecond(count: number, work: () => void | Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (count / (performance.now() - start)) * 1000
}
