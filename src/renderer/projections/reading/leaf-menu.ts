import type { ExplorerStore } from '../../state/explorer-store.ts'
import { pathText } from '../../state/path-text.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import { readingOf } from '../../state/reading-slice.ts'
import type { JsonRow } from '../../ui/json-rows.ts'
import type { MenuItem } from '../../ui/MenuList.tsx'

/** What can be done with one value of a cell. */
export function leafMenu(
  explorer: ExplorerStore,
  { id }: ProjectionTab,
  key: string,
  { steps, node }: JsonRow,
): readonly MenuItem[] {
  const { watchPath, findWhere, addChartLine, setReadForm, sortTable, say } = explorer.getState()
  const isLeaf = node.size === 0
  const copy = (what: string, text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => say(`Copied ${what}`),
      () => say('The browser does not let the page copy'),
    )
  }
  return [
    { label: 'Watch this path', icon: 'eye', onChoose: () => watchPath(id, key, steps) },
    ...(isLeaf
      ? [
          {
            label: 'Find where it has this value…',
            icon: 'find' as const,
            onChoose: () => findWhere(key, steps, node.text),
          },
        ]
      : []),
    ...(node.kind === 'number'
      ? [
          {
            label: 'Show it in the chart',
            icon: 'chart' as const,
            onChoose() {
              addChartLine(id, { key, path: steps })
              setReadForm(id, 'chart')
            },
          },
        ]
      : []),
    ...(isLeaf && steps.length > 0
      ? [
          {
            label: 'Sort the table by it',
            icon: 'sort' as const,
            onChoose() {
              const { sort } = readingOf(explorer.getState(), id).table
              if (sort === undefined || !('path' in sort.field) || pathText(sort.field.path) !== pathText(steps))
                sortTable(id, { path: steps })
              setReadForm(id, 'table')
            },
          },
        ]
      : []),
    { label: 'Copy the path', icon: 'copy', onChoose: () => copy('the path', pathText(steps)) },
    { label: 'Copy the JSON', icon: 'copy', onChoose: () => copy('the JSON', node.text) },
  ]
}
