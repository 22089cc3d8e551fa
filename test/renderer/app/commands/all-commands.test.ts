import { expect, test } from 'vitest'
import { allCommands } from '../../../../src/renderer/app/commands/all-commands.ts'
import { type Command, commandGroups, runCommand } from '../../../../src/renderer/app/commands/command.ts'
import { folding } from '../../folding-projection.ts'
import { idle, openedExplorer } from '../../opened-explorer.ts'
import { shop } from '../../shop-events.ts'

test('no two commands have the same id, the same name or a combination of keys in common', () => {
  expect(repeated(allCommands.map(({ id }) => id))).toEqual([])
  expect(repeated(allCommands.map(({ group, name }) => `${group}: ${name}`))).toEqual([])
  expect(repeated(allCommands.flatMap(({ keys }) => keys?.toLowerCase().split(' ') ?? []))).toEqual([])
})

test('commands stand in the order of their groups', () => {
  const groups = allCommands.map(({ group }) => group)
  expect([...new Set(groups)]).toEqual(commandGroups.filter((group) => groups.includes(group)))
})

test.each(allCommands.filter(({ id }) => !needsThePage(id)))(
  '$id can be done in a store that was just opened, or says why not',
  async (command) => {
    const { explorer } = await openedExplorer(shop(3), { startProjection: folding() })
    const why = command.whyNot?.(explorer.getState()) ?? ''
    runCommand(command, explorer.getState())
    await idle(explorer.getState().activity)
    const { notices } = explorer.getState()
    expect(notices.filter(({ tone }) => tone === 'failure')).toEqual([])
    if (why !== '') expect(notices.map(({ text }) => text)).toContain(`${title(command)}: ${why}`)
  },
)

test('what cannot be done says why in place of doing it', async () => {
  const { explorer } = await openedExplorer(shop(3))
  const { playhead } = explorer.getState()
  const nextTick = allCommands.find(({ id }) => id === 'history.next-tick')
  if (nextTick) runCommand(nextTick, explorer.getState())
  expect(explorer.getState().playhead).toBe(playhead)
  expect(explorer.getState().notices[0]?.text).toMatch(/^Next tick of the track: there is no track of ticks/)
})

/** What moves the focus, leaves the page or opens a dialog of the system needs a page. */
function needsThePage(id: string): boolean {
  return ['window.reload', 'window.next-region', 'window.previous-region', 'store.open-workspace'].includes(id)
}

function title({ name }: Command): string {
  return name.replace(/…$/, '')
}

function repeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, place) => texts.indexOf(text) !== place)
}
