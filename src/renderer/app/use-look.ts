import { useEffect, useLayoutEffect } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'

const moreContrast = '(prefers-contrast: more)'

/**
 * Keeps the document's theme and size as the state says. Without a say of its own about the theme the system's preference holds, for
 * contrast too.
 */
export function useLook(explorer: ExplorerStore): void {
  const theme = useStore(explorer, (state) => state.theme)
  const zoom = useStore(explorer, (state) => state.zoom)

  useEffect(() => {
    const preference = matchMedia(moreContrast)
    function show(): void {
      const shown = theme === 'system' && preference.matches ? 'contrast' : theme
      if (shown === 'system') delete document.documentElement.dataset['theme']
      else document.documentElement.dataset['theme'] = shown
    }
    show()
    preference.addEventListener('change', show)
    return () => preference.removeEventListener('change', show)
  }, [theme])

  useLayoutEffect(() => {
    const { style } = document.documentElement
    style.zoom = zoom === 100 ? '' : `${zoom}%`
    style.setProperty('--zoom', String(zoom / 100))
  }, [zoom])
}
