import { keptTexts } from './kept-values.ts'
import { closablePanels, leftSides } from './layout-slice.ts'
import type { WorkspacePart } from './workspace-part.ts'

export const layoutKept: WorkspacePart = {
  watched: ['closedPanels', 'leftSide', 'middle'],
  write: ({ closedPanels, leftSide, middle }) => ({ closedPanels, leftSide, middle }),
  read: ({ closedPanels, leftSide, middle }) => {
    const closed = new Set(Array.isArray(closedPanels) ? keptTexts(closedPanels) : [])
    return {
      closedPanels: closablePanels.filter((panel) => closed.has(panel)),
      leftSide: leftSides.find((side) => side === leftSide) ?? 'streams',
      // Which correlation was shown is not kept.
      middle: middle === 'lanes' ? 'lanes' : 'log',
    }
  },
}
