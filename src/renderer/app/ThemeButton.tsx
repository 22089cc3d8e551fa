import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { type Theme, themes } from '../state/settings-store.ts'
import type { IconName } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'

const icons: Readonly<Record<Theme, IconName>> = { system: 'system', light: 'sun', dark: 'moon', contrast: 'contrast' }

/** Goes round the themes. */
export function ThemeButton({ explorer }: { readonly explorer: ExplorerStore }) {
  const theme = useStore(explorer, (state) => state.theme)
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
  return (
    <IconButton
      icon={icons[theme]}
      label={`Theme: ${theme}`}
      title={`Theme: ${theme}. Next: ${next}`}
      onUse={() => explorer.getState().setTheme(next)}
    />
  )
}
