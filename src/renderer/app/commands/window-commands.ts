import { type ClosablePanel, closablePanels } from '../../state/layout-slice.ts'
import { type Theme, themes } from '../../state/settings-store.ts'
import { stepRegion } from '../regions.ts'
import type { Command } from './command.ts'

const panelNames: Readonly<Record<ClosablePanel, { readonly name: string; readonly keys: string }>> = {
  left: { name: 'lists on the left', keys: 'Control+B' },
  side: { name: 'side with the event', keys: 'Control+Alt+B' },
  projection: { name: 'projection', keys: 'Control+J' },
  timeline: { name: 'timeline', keys: 'Control+Alt+J' },
}

const panelCommands = closablePanels.map((panel): Command => {
  const { name, keys } = panelNames[panel]
  return {
    id: `window.${panel}`,
    group: 'Window',
    name: `Show or hide the ${name}`,
    words: ['panel', 'toggle', 'collapse', 'close', panel],
    keys,
    run: ({ togglePanel }) => togglePanel(panel),
  }
})

const themeNames: Readonly<Record<Theme, string>> = {
  system: 'as the system says',
  light: 'light',
  dark: 'dark',
  contrast: 'high contrast',
}

const themeCommands = themes.map(
  (theme): Command => ({
    id: `window.theme.${theme}`,
    group: 'Window',
    name: `Theme: ${themeNames[theme]}`,
    words: ['colours', 'colors', 'appearance'],
    anywhere: true,
    whyNot: (state) => (state.theme === theme ? 'it is so already' : ''),
    run: ({ setTheme }) => setTheme(theme),
  }),
)

const sizeCommands: readonly Command[] = [
  {
    id: 'window.zoom.in',
    group: 'Window',
    name: 'Larger',
    words: ['zoom in', 'text size', 'scale'],
    keys: 'Control+Plus Control+=',
    anywhere: true,
    whyNot: ({ zoom }) => (zoom === 200 ? '200 % is the largest' : ''),
    run: ({ setZoom }) => setZoom('in'),
  },
  {
    id: 'window.zoom.out',
    group: 'Window',
    name: 'Smaller',
    words: ['zoom out', 'text size', 'scale'],
    keys: 'Control+-',
    anywhere: true,
    whyNot: ({ zoom }) => (zoom === 80 ? '80 % is the smallest' : ''),
    run: ({ setZoom }) => setZoom('out'),
  },
  {
    id: 'window.zoom.reset',
    group: 'Window',
    name: 'Normal size',
    words: ['reset zoom', '100 %'],
    keys: 'Control+0',
    anywhere: true,
    run: ({ setZoom }) => setZoom('reset'),
  },
]

export const windowCommands: readonly Command[] = [
  {
    id: 'window.palette',
    group: 'Window',
    name: 'Find anything…',
    words: ['command palette', 'search'],
    keys: 'Control+K >',
    anywhere: true,
    run: ({ openPalette }) => openPalette(),
  },
  {
    id: 'window.shortcuts',
    group: 'Window',
    name: 'Keyboard shortcuts',
    words: ['keys', 'help', 'sheet'],
    keys: '?',
    anywhere: true,
    run: ({ openShortcuts }) => openShortcuts(),
  },
  {
    id: 'window.next-region',
    group: 'Window',
    name: 'To the next part of the window',
    words: ['focus', 'panel'],
    keys: 'F6',
    run: () => stepRegion('next'),
  },
  {
    id: 'window.previous-region',
    group: 'Window',
    name: 'To the part of the window before',
    words: ['focus', 'panel'],
    keys: 'Shift+F6',
    run: () => stepRegion('previous'),
  },
  ...panelCommands,
  {
    id: 'window.reset-panels',
    group: 'Window',
    name: 'Put all panels back',
    words: ['reset layout', 'sizes'],
    run: ({ resetPanels }) => resetPanels(),
  },
  ...themeCommands,
  {
    id: 'window.utc',
    group: 'Window',
    name: 'Show times in UTC',
    words: ['zone', 'clock'],
    anywhere: true,
    whyNot: ({ zone }) => (zone === 'utc' ? 'they are in UTC already' : ''),
    run: ({ setZone }) => setZone('utc'),
  },
  {
    id: 'window.local-time',
    group: 'Window',
    name: "Show times in this machine's zone",
    words: ['local', 'clock'],
    anywhere: true,
    whyNot: ({ zone }) => (zone === 'local' ? 'they are so already' : ''),
    run: ({ setZone }) => setZone('local'),
  },
  ...sizeCommands,
  {
    id: 'window.dismiss-notices',
    group: 'Window',
    name: 'Dismiss all notices',
    words: ['toasts', 'messages', 'clear'],
    anywhere: true,
    whyNot: ({ notices }) => (notices.length === 0 ? 'there are none' : ''),
    run: ({ notices, dismissNotice }) => {
      for (const { id } of notices) dismissNotice(id)
    },
  },
  {
    id: 'window.reload',
    group: 'Window',
    name: 'Reload the window',
    words: ['refresh', 'restart'],
    anywhere: true,
    run: () => location.reload(),
  },
]
