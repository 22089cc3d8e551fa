import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoreId } from '../../../src/contract/host-contract.ts'
import { type Position, position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { filterText } from '../../../src/core/event-filter.ts'
import type { JsonObject } from '../../../src/core/json.ts'
import { maskedEvent, readMask } from '../../../src/core/mask.ts'
import type { ExplorerStore } from '../../../src/renderer/state/explorer-store.ts'
import { maskedWorkspace } from '../../../src/renderer/state/masked-workspace.ts'
import { workspaceOf } from '../../../src/renderer/state/workspace.ts'
import {
  MAX_WORKSPACE_FILE_BYTES,
  readWorkspaceFile,
  type WorkspaceFile,
  workspaceFileText,
} from '../../../src/renderer/state/workspace-file.ts'
import { workspaceOfCopy } from '../../../src/renderer/state/workspace-of-copy.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { openedWindow } from '../opened-window.ts'
import { shop } from '../shop-events.ts'

const small: WorkspaceFile = {
  store: 'shop.db',
  workspace: { playhead: 3, bookmarks: [{ position: 2, note: 'here' }] },
  projections: [{ name: 'orders.ts', source: 'export default 1' }],
  events: { count: 1, text: '{"type":"A"}\n' },
}

async function saved(explorer: ExplorerStore): Promise<void> {
  await explorer.getState().saveWorkspaceFile()
  await idle(explorer.getState().activity)
}

describe('the text of a workspace file', () => {
  test('comes back from reading as it was', () => {
    expect(readWorkspaceFile(workspaceFileText(small))).toEqual(small)
    const { events: _, ...without } = small
    expect(readWorkspaceFile(workspaceFileText({ ...without, events: undefined }))).toMatchObject(without)
  })

  test.each([
    ['nothing', ''],
    ['no JSON', 'epoch'],
    ['a list', '[]'],
    ['null', 'null'],
    ['another format', '{"format":"x","version":1,"store":"a","workspace":{}}'],
    ['a newer version', '{"format":"epoch-workspace","version":2,"store":"a","workspace":{}}'],
    ['a version in words', '{"format":"epoch-workspace","version":"1","store":"a","workspace":{}}'],
    ['no workspace', '{"format":"epoch-workspace","version":1,"store":"a"}'],
    ['a workspace that is a list', '{"format":"epoch-workspace","version":1,"store":"a","workspace":[]}'],
    ['a store that is none', '{"format":"epoch-workspace","version":1,"store":{},"workspace":{}}'],
    ...[
      '{}',
      '[1]',
      '[{"name":"../x.ts","source":""}]',
      '[{"name":"/etc/passwd","source":""}]',
      '[{"name":"x.exe","source":""}]',
      '[{"name":"a.ts"}]',
      '[{"name":"a.ts","source":1}]',
      '[{"name":"a.ts","source":""},{"name":"a.ts","source":""}]',
      '[{"name":"__proto__","source":""}]',
    ].map((projections) => [
      `projections ${projections}`,
      `{"format":"epoch-workspace","version":1,"store":"a","workspace":{},"projections":${projections}}`,
    ]),
    ...['1', '{}', '{"count":0,"text":""}', '{"count":1}', '{"count":1.5,"text":""}', 'null'].map((events) => [
      `events ${events}`,
      `{"format":"epoch-workspace","version":1,"store":"a","workspace":{},"events":${events}}`,
    ]),
    ['nested beyond reason', `{"format":"epoch-workspace","workspace":${'['.repeat(200_000)}`],
    [
      'more events than fit',
      `{"format":"epoch-workspace","version":1,"store":"a","workspace":{},"events":{"count":1,"text":"${'a'.repeat(1024 * 1024 + 1)}"}}`,
    ],
    ['more than it may have', ' '.repeat(MAX_WORKSPACE_FILE_BYTES + 1)],
  ])('that has %s is refused in words', (_what, text) => {
    expect(() => readWorkspaceFile(text)).toThrow(expect.objectContaining({ code: 'workspace-invalid' }))
  })

  test('cut anywhere, or with any character another one, is read or refused, and nothing else', () => {
    const text = workspaceFileText(small)
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom('', '}', '"', '\0', '[', '9', 'x'),
        fc.boolean(),
        (at, other, cut) => {
          const damaged = cut ? text.slice(0, at) : text.slice(0, at) + other + text.slice(at + 1)
          try {
            readWorkspaceFile(damaged)
          } catch (error) {
            expect(error).toMatchObject({ code: 'workspace-invalid' })
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  test('has no way to what every object has', () => {
    const { workspace } = readWorkspaceFile(
      '{"format":"epoch-workspace","version":1,"store":"a","workspace":{"__proto__":{"playhead":5},"constructor":{}}}',
    )
    expect(workspace['playhead']).toBeUndefined()
    expect('playhead' in {}).toBe(false)
  })
})

describe('what a workspace is made of', () => {
  test('any JSON in place of any member is taken in without a failure', async () => {
    const { explorer } = await openedExplorer(shop(5))
    const state = explorer.getState()
    state.addBookmark(position(2), 'here')
    state.addWhatIfWithout([position(3)])
    await idle(state.activity)
    const host = new MemoryHost()
    const other = await openedExplorer(shop(5), { host })
    const workspace = workspaceOf(explorer.getState())
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(workspace)),
        fc.jsonValue({ maxDepth: 4 }),
        async (member, value) => {
          other.explorer.getState().takeWorkspace({ ...workspace, [member]: value } as JsonObject)
          await idle(other.explorer.getState().activity)
          expect(other.explorer.getState().session.kind).toBe('open')
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)

  test('filters that name what is masked, and words that may, stay out; payloads of what-ifs are masked', () => {
    const workspace: JsonObject = {
      view: { category: 'order', where: 'data.customer.email="ann@example.org"' },
      filterHistory: [
        'type:A',
        'ann',
        'data.customer = 1',
        'data.total > 5',
        'data.customers[0].email = "b"',
        'not ((',
      ],
      savedFilters: [{ name: 'a', text: 'meta.x=1 or data.customer.email="ann"' }],
      pinnedTracks: [
        { kind: 'view', label: 'x', view: { where: '"ann"' } },
        { kind: 'path', label: 'y' },
      ],
      whatIfs: [
        {
          name: 'w',
          skip: [],
          edit: [{ position: 1, type: 'A', data: '{"customer":{"email":"ann@example.org","id":5}}', metadata: '{}' }],
          insert: [{ after: 1, stream: 's', type: 'A', data: '{"customer":{"email":"ann"}}', metadata: '{}' }],
        },
      ],
    }
    const masked = maskedWorkspace(workspace, [readMask('data.customer.email')])
    expect(JSON.stringify(masked)).not.toContain('ann')
    expect(masked).toMatchObject({
      view: { category: 'order' },
      filterHistory: ['type:A', 'data.total > 5', 'data.customers[0].email = "b"'],
      pinnedTracks: [{ kind: 'path', label: 'y' }],
    })
    expect(maskedWorkspace(workspace, [])).toBe(workspace)
  })

  test('about a copy of some events its positions are theirs', () => {
    const workspace: JsonObject = {
      playhead: 25,
      following: true,
      selected: 20,
      markedMoment: 5,
      pinnedEvent: 21,
      bookmarks: [
        { position: 10, note: 'a' },
        { position: 11, note: 'b' },
      ],
      whatIfs: [{ name: 'w', skip: [20, 21], edit: [{ position: 30 }], insert: [{ after: 15 }, { after: 0 }] }],
    }
    const positions = [10, 20, 30] as readonly number[] as readonly Position[]
    expect(workspaceOfCopy(workspace, positions)).toEqual({
      playhead: 2,
      following: false,
      selected: 2,
      markedMoment: 0,
      bookmarks: [{ position: 1, note: 'a' }],
      whatIfs: [{ name: 'w', skip: [2], edit: [{ position: 3 }], insert: [{ after: 1 }, { after: 0 }] }],
    })
  })
})

describe('a workspace file', () => {
  test('that is opened and saved again is the same to the byte', async () => {
    const files: Blob[] = []
    const saveFile = (file: Blob): void => void files.push(file)
    const { explorer } = await openedExplorer(shop(8), { saveFile })
    const state = explorer.getState()
    state.setView({ where: filterText('type:OrderPlaced') })
    state.scrubTo(position(7))
    state.selectEvent(position(5))
    state.addBookmark(position(2), 'here')
    state.maskPath('data.customerId')
    state.addWhatIfWithout([position(3)])
    await idle(state.activity)
    state.openSaveWorkspace()
    await saved(explorer)

    const other = await openedExplorer(shop(8), { saveFile })
    await other.explorer.getState().offerWorkspace(files[0] ?? new Blob())
    await other.explorer.getState().acceptWorkspace('run')
    await idle(other.explorer.getState().activity)
    expect(other.explorer.getState()).toMatchObject({
      playhead: 7,
      selected: 5,
      activeWhatIf: state.whatIfs[0]?.name ?? 'What if',
    })
    other.explorer.getState().openSaveWorkspace()
    await saved(other.explorer)
    expect(await files[1]?.text()).toBe(await files[0]?.text())
  })

  test('runs none of its projections before a person says so, and never takes the place of another file', async () => {
    const { explorer, host } = await openedExplorer(shop(3))
    const before = explorer.getState().projections
    const own = before[0]?.file ?? ''
    const file = new Blob([
      workspaceFileText({
        store: 'theirs.db',
        workspace: { playhead: 2, following: false, openFiles: [{ file: own }] },
        projections: [{ name: own, source: 'theirs' }],
        events: undefined,
      }),
    ])
    await explorer.getState().offerWorkspace(file)
    expect(explorer.getState().playhead).toBe(6)
    await explorer.getState().acceptWorkspace('files')
    await idle(explorer.getState().activity)
    expect(explorer.getState().playhead).toBe(2)
    expect(explorer.getState().projections.map(({ source }) => source)).toEqual(before.map(({ source }) => source))
    expect([...host.folder.files.values()]).toContain('theirs')
    expect(host.folder.files.get(own)).toBe(before[0]?.source)
  })

  test('has in none of its bytes what is masked, and takes those events along that were asked for', async () => {
    const files: Blob[] = []
    const host = new MemoryHost()
    const secret = 'ann@example.org'
    const events = Array.from({ length: 20 }, (_, at) =>
      new EventBuilder().stream('a-1').type('A').data({ email: secret, at }).build(),
    )
    host.exporting = async function* ({ positions = [], masks }) {
      const paths = masks.map(readMask)
      for (const at of positions) {
        const { event } = await host.request('event.get', { store: 'store-1' as StoreId, position: at })
        if (event === undefined) continue
        const bytes = new TextEncoder().encode(`${JSON.stringify(maskedEvent(event, paths))}\n`)
        yield { kind: 'part', base64: btoa(String.fromCharCode(...bytes)), done: 1 }
      }
    }
    const { explorer } = await openedExplorer(events, { host, saveFile: (file) => void files.push(file) })
    const state = explorer.getState()
    state.maskPath('data.email')
    state.setView({ where: filterText(`data.email="${secret}"`) })
    state.insertIntoWhatIf(position(3), events.slice(0, 1))
    state.scrubTo(position(10))
    await idle(state.activity)
    state.openSaveWorkspace()
    state.chooseWorkspaceEvents('around')
    await saved(explorer)
    const text = (await files[0]?.text()) ?? ''
    expect(text).not.toContain(secret)
    expect(readWorkspaceFile(text)).toMatchObject({ workspace: { playhead: 10 }, events: { count: 20 } })
  })

  test('that is declined, or is none, changes nothing', async () => {
    const { explorer } = await openedExplorer(shop(3))
    await explorer.getState().offerWorkspace(new Blob(['{}']))
    expect(explorer.getState().notices).toMatchObject([{ code: 'workspace-invalid' }])
    await explorer.getState().offerWorkspace(new Blob([workspaceFileText({ ...small, events: undefined })]))
    explorer.getState().declineWorkspace()
    await explorer.getState().acceptWorkspace('run')
    expect(explorer.getState()).toMatchObject({ playhead: 6, bookmarks: [], offeredWorkspace: undefined })
  })

  test('uncovers nothing that was masked', async () => {
    const { explorer } = await openedExplorer(shop(3))
    explorer.getState().maskPath('data.email')
    const theirs = { ...small, workspace: { masks: ['data.name'] }, events: undefined }
    await explorer.getState().offerWorkspace(new Blob([workspaceFileText(theirs)]))
    await explorer.getState().acceptWorkspace('files')
    expect(explorer.getState().masks).toEqual(['data.name', 'data.email'])
    expect(explorer.getState().activeMasks).toHaveLength(2)
  })

  test('with events is opened as a copy of them in a tab of its own, at its place there', async () => {
    const { window, host, shown, atRest } = await openedWindow(shop(3))
    await shown()
      .explorer.getState()
      .offerWorkspace(new Blob([workspaceFileText(small)]))
    await shown().explorer.getState().acceptWorkspace('files')
    await atRest()
    expect(host.received).toEqual([{ name: 'shop.db.ndjson', text: '{"type":"A"}\n' }])
    expect(host.opened).toEqual([undefined, 'ticket-received-1'])
    expect(window.getState().tabs).toHaveLength(2)
    expect(shown().explorer.getState()).toMatchObject({ bookmarks: [{ position: 2, note: 'here' }] })
  })
})
