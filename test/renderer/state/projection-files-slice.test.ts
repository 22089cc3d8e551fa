import { expect, test } from 'vitest'
import { EpochError } from '../../../src/core/errors.ts'
import type { ProjectionCode, StartProjection } from '../../../src/renderer/state/projection-port.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

const named = (name: string, more = ''): string => `export default projection({ name: '${name}' })${more}`

/** An explorer over a folder with these files, and what was run, in order. */
async function overFolder(files: Readonly<Record<string, string>>, workspace?: MemoryHost['workspace']) {
  const host = new MemoryHost()
  host.workspace = workspace
  for (const [name, source] of Object.entries(files)) host.folder.change(name, source)
  const ran: ProjectionCode[] = []
  const startProjection: StartProjection = ({ source, file, files, position, onStatus, onView }) => {
    ran.push({ source, ...(file && { file }), ...(files && { files }) })
    const failures = { count: 0, first: [] }
    queueMicrotask(() => {
      onStatus({ kind: 'live', name: file ?? '', dialect: 'epoch', columns: [], position, failures })
      onView({ position, exact: true, total: 0, from: 0, rows: [] })
    })
    const answer = (at: typeof position): void =>
      queueMicrotask(() => onView({ position: at, exact: true, total: 0, from: 0, rows: [] }))
    return { seek: answer, show() {}, ask: () => Promise.reject(new Error('no test asks')), stop() {} }
  }
  const { explorer } = await openedExplorer(shop(2), { host, startProjection })
  const state = explorer.getState
  const settled = async (): Promise<void> => idle(state().activity)
  const tab = (file: string) => {
    const found = state().projections.find((each) => each.file === file)
    if (found === undefined) throw new Error(`no tab has ${file}`)
    return found
  }
  return { host, state, ran, tab, settled }
}

test('at the first visit, what suits the store becomes files and is open', async () => {
  const { host, state } = await overFolder({})
  expect(state().projections.map(({ file }) => file)).toEqual(['current-order-status.ts', 'revenue-per-day.ts'])
  expect([...host.folder.files.keys()]).toEqual(['current-order-status.ts', 'revenue-per-day.ts'])
  expect(state().projectionFolder?.place).toBe('~/.epoch/projections/shop')
})

test('at the first visit to a folder that somebody has filled, its projections are open and none is added', async () => {
  const kurrent = 'fromAll().when({})'
  const { host, state } = await overFolder({ 'a.ts': named('A'), 'k.js': kurrent, 'money.ts': 'export const x = 1' })
  expect(state().projections.map(({ file, source }) => [file, source])).toEqual([
    ['a.ts', named('A')],
    ['k.js', kurrent],
  ])
  expect(host.folder.files.size).toBe(3)
})

test('the files that were open are open again, with their engines, and a lost one is told', async () => {
  const openFiles = [{ file: 'b.ts', engineVersion: 1 }, { file: 'gone.ts' }, { file: 'a.ts', engineVersion: 2 }]
  const { state } = await overFolder(
    { 'a.ts': named('A'), 'b.ts': named('B'), 'c.ts': named('C') },
    { openFiles, activeProjection: 1 },
  )
  expect(state().projections.map(({ file, engineVersion }) => [file, engineVersion])).toEqual([
    ['b.ts', 1],
    ['a.ts', 2],
  ])
  expect(state().notices.map(({ text }) => text)).toEqual(['No longer among the projections of this store: gone.ts'])
})

test('somebody who closed every tab finds none open', async () => {
  const { state } = await overFolder({ 'a.ts': named('A') }, { openFiles: [] })
  expect(state().projections).toEqual([])
})

test('sources that an older workspace kept become files once', async () => {
  const { host, state, settled } = await overFolder(
    { 'orders.ts': named('Something else') },
    { projections: [named('Orders'), named('Orders', '\n')], activeProjection: 1 },
  )
  await settled()
  expect([...host.folder.files.keys()].sort()).toEqual(['orders-2.ts', 'orders-3.ts', 'orders.ts'])
  expect(host.folder.files.get('orders.ts')).toBe(named('Something else'))
  expect(host.workspace).toMatchObject({ openFiles: [{ file: 'orders-2.ts' }, { file: 'orders-3.ts' }] })
  expect(host.workspace).not.toHaveProperty('projections')
  expect(state().projections.at(1)?.id).toBe(state().activeProjection)
})

test('what is typed is written and run once nobody types', async () => {
  const { host, state, ran, tab, settled } = await overFolder({ 'a.ts': named('A') })
  state().editProjection(tab('a.ts').id, named('B'))
  expect(host.folder.files.get('a.ts')).toBe(named('A'))
  await settled()
  expect(host.folder.files.get('a.ts')).toBe(named('B'))
  expect(ran.at(-1)).toMatchObject({ source: named('B'), file: 'a.ts' })
})

test('a file that another editor changed comes into its tab and runs', async () => {
  const { host, ran, tab, settled } = await overFolder({ 'a.ts': named('A') })
  host.folder.change('a.ts', named('Other'))
  await settled()
  expect(tab('a.ts').source).toBe(named('Other'))
  expect(ran.map(({ source }) => source)).toEqual([named('A'), named('Other')])
})

test('what one types goes before what another editor writes at the same moment', async () => {
  const { host, state, tab, settled } = await overFolder({ 'a.ts': named('A') })
  state().editProjection(tab('a.ts').id, named('Mine'))
  host.folder.change('a.ts', named('Other'))
  await settled()
  expect(tab('a.ts').source).toBe(named('Mine'))
  expect(host.folder.files.get('a.ts')).toBe(named('Mine'))
})

test('typing something and taking it back leaves the file as it was', async () => {
  const { host, state, tab, settled } = await overFolder({ 'a.ts': named('A') })
  state().editProjection(tab('a.ts').id, named('B'))
  state().editProjection(tab('a.ts').id, named('A'))
  await settled()
  expect(host.folder.files.get('a.ts')).toBe(named('A'))
})

test('a deleted file stays in its tab, which says so, until it is saved again', async () => {
  const { host, state, tab, settled } = await overFolder({ 'a.ts': named('A') })
  host.folder.change('a.ts', undefined)
  await settled()
  expect(state().fileTroubles).toEqual({ 'a.ts': 'gone' })
  expect(host.folder.files.size).toBe(0)
  state().saveProjection(tab('a.ts').id)
  await settled()
  expect(state().fileTroubles).toEqual({})
  expect(host.folder.files.get('a.ts')).toBe(named('A'))
})

test('a file that cannot be written still runs, and its tab says so', async () => {
  const { host, state, ran, tab, settled } = await overFolder({ 'a.ts': named('A') })
  host.folder.savingFailure = new EpochError('disk-full', 'the disk is full')
  state().editProjection(tab('a.ts').id, named('B'))
  await settled()
  expect(state().fileTroubles).toEqual({ 'a.ts': 'unsaved' })
  expect(state().notices.map(({ code }) => code)).toEqual(['disk-full'])
  expect(ran.at(-1)?.source).toBe(named('B'))
  host.folder.savingFailure = undefined
  state().saveProjection(tab('a.ts').id)
  await settled()
  expect(host.folder.files.get('a.ts')).toBe(named('B'))
  expect(state().fileTroubles).toEqual({})
})

test('a projection is given every file of the folder, and runs again when one it imports changes', async () => {
  const { host, state, ran, tab, settled } = await overFolder(
    {
      'a.ts': named('A', "\nimport { x } from './money'"),
      'b.ts': named('B'),
      'money.ts': "export { x } from './x.ts'",
      'x.ts': 'export const x = 1',
    },
    { openFiles: [{ file: 'a.ts' }, { file: 'b.ts' }] },
  )
  expect(Object.keys(ran[0]?.files ?? {})).toEqual(['a.ts', 'b.ts', 'money.ts', 'x.ts'])
  host.folder.change('x.ts', 'export const x = 2')
  await settled()
  expect(ran.slice(2).map(({ file, files }) => [file, files?.['x.ts']])).toEqual([['a.ts', 'export const x = 2']])
  state().openProjectionFile('x.ts')
  state().editProjection(tab('x.ts').id, 'export const x = 3')
  await settled()
  expect(ran.filter(({ file }) => file === 'a.ts').at(-1)?.files?.['x.ts']).toBe('export const x = 3')
  expect(ran.filter(({ file }) => file === 'b.ts')).toHaveLength(1)
})

test('a new projection gets a name of its own; a file is in one tab only', async () => {
  const { host, state, settled } = await overFolder({ 'orders.ts': named('Orders') })
  state().addProjection(named('Orders', ' '))
  await settled()
  expect(state().projections.map(({ file }) => file)).toEqual(['orders.ts', 'orders-2.ts'])
  state().openProjectionFile('orders.ts')
  expect(state().projections).toHaveLength(2)
  expect(state().activeProjection).toBe(state().projections[0]?.id)
  state().removeProjectionFile('orders-2.ts')
  await settled()
  expect([...host.folder.files.keys()]).toEqual(['orders.ts'])
  expect(state().projections).toHaveLength(1)
})

test('what is not written yet is written when the store is left', async () => {
  const { host, state, tab } = await overFolder({ 'a.ts': named('A') })
  state().editProjection(tab('a.ts').id, named('B'))
  state().leaveStore()
  expect(host.folder.files.get('a.ts')).toBe(named('B'))
})

test('a store that is opened while another one is being opened finds its files', async () => {
  const { state, settled } = await overFolder(
    { 'a.ts': named('A'), 'b.ts': named('B') },
    { openFiles: [{ file: 'b.ts' }] },
  )
  const openings = [state().openStore(), state().openStore(), state().openStore()]
  await Promise.all(openings)
  await settled()
  expect(state().session.kind).toBe('open')
  expect(state().projections.map(({ file }) => file)).toEqual(['b.ts'])
  expect(state().notices).toEqual([])
})
