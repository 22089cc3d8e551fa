import type { ExplorerState } from '../../state/explorer-store.ts'
import { pickWorkspace } from '../pick-file.ts'
import type { Command } from './command.ts'

/** Tabs that have keys of their own, from the first of the row on. */
const KEYED_TABS = 9

const numbered = Array.from({ length: KEYED_TABS }, (_, place): Command => {
  const number = place + 1
  return {
    id: `tab.show.${number}`,
    group: 'Window',
    name: `Show tab ${number}`,
    words: ['store', 'switch'],
    keys: `Alt+${number}`,
    sheetName: 'Show a tab by its place',
    anywhere: true,
    whyNot: ({ tabCount }) => (tabCount() > place ? '' : `there are ${tabCount()} tabs`),
    run: ({ showTabAt }) => showTabAt(place),
  }
})

export const tabCommands: readonly Command[] = [
  {
    id: 'tab.new',
    group: 'Window',
    name: 'New tab',
    words: ['welcome', 'open another store', 'recent', 'demo', 'repository'],
    keys: 'Alt+T',
    anywhere: true,
    run: ({ newTab }) => newTab(),
  },
  {
    id: 'tab.close',
    group: 'Window',
    name: 'Close this tab',
    words: ['store', 'leave'],
    keys: 'Alt+W',
    anywhere: true,
    run: ({ closeTab }) => closeTab(),
  },
  {
    id: 'tab.next',
    group: 'Window',
    name: 'Next tab',
    words: ['store', 'switch'],
    keys: 'Control+Alt+ArrowRight',
    anywhere: true,
    whyNot: onlyOne,
    run: ({ stepTab }) => stepTab(1),
  },
  {
    id: 'tab.previous',
    group: 'Window',
    name: 'Previous tab',
    words: ['store', 'switch'],
    keys: 'Control+Alt+ArrowLeft',
    anywhere: true,
    whyNot: onlyOne,
    run: ({ stepTab }) => stepTab(-1),
  },
  ...numbered,
  {
    id: 'tab.copy-link',
    group: 'Go',
    name: 'Copy a link to this place',
    words: ['share', 'deep link', 'address', 'url'],
    run: ({ copyLink }) => void copyLink(),
  },
  {
    id: 'store.save-workspace',
    group: 'Store',
    name: 'Save the workspace as a file…',
    words: ['share', 'repro', 'hand over', 'bookmarks', 'projections', 'filters'],
    run: ({ openSaveWorkspace }) => openSaveWorkspace(),
  },
  {
    id: 'store.open-workspace',
    group: 'Store',
    name: 'Open a workspace file…',
    words: ['load', 'repro', 'shared'],
    anywhere: true,
    run: ({ offerWorkspace }) => void pickWorkspace(offerWorkspace),
  },
]

function onlyOne({ tabCount }: ExplorerState): string {
  return tabCount() > 1 ? '' : 'there is one tab only'
}
