import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { type Theme, themes } from '../state/settings-store.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'

const icons: Readonly<Record<Theme, IconName>> = { system: 'system', light: 'sun', dark: 'moon', contrast: 'contrast' }

/** Goes round the themes. */
export function ThemeButton({ explorer }: { readonly explorer: ExplorerStore }) {
  const theme = useStore(explorer, (state) => state.theme)
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
  return (
    <button
      type="button"
      className="button button-quiet button-icon"
      aria-label={`Theme: ${theme}`}
      title={`Theme: ${theme}. Next: ${next}`}
      onClick={() => explorer.getState().setTheme(next)}
    >
      <Icon name={icons[theme]} />
    </button>
  )
}
