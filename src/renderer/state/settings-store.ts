import { createStore, type StoreApi } from 'zustand/vanilla'
import type { HostClient } from '../../contract/host-client.ts'
import type { JsonObject } from '../../core/json.ts'

export const themes = ['system', 'light', 'dark', 'contrast'] as const

/** `contrast` is light or dark as the system is, with every difference as strong as it can be. */
export type Theme = (typeof themes)[number]

const zones = ['utc', 'local'] as const

/** The zone that times are shown in: UTC, or the one that the machine is in. */
export type Zone = (typeof zones)[number]

/** Sizes of the whole interface, in percent. */
export const zooms = [80, 90, 100, 110, 125, 150, 175, 200] as const

export type Zoom = (typeof zooms)[number]

/** What is the window's and not a store's. */
export interface Settings {
  readonly theme: Theme
  readonly zone: Zone
  readonly zoom: Zoom
}

interface SettingsState extends Settings {
  /** Reads what was kept, once, however often it is called. @throws EpochError where the host is gone */
  readonly load: () => Promise<void>
  /** Takes effect at once and is kept. @throws EpochError where it could not be kept */
  readonly change: (change: Partial<Settings>) => Promise<void>
  /** A theme from where themes were kept before, with each store: holds as long as nobody has chosen one. */
  readonly suggestTheme: (theme: Theme) => void
}

export type SettingsStore = StoreApi<SettingsState>

/** The settings of the window, of which all its explorers share one. Nothing is asked of the host before `load` is called. */
export function createSettingsStore(host: HostClient): SettingsStore {
  /** As it was read: members that this version does not know are written as they were. */
  let kept: JsonObject = {}
  let loading: Promise<void> | undefined

  return createStore<SettingsState>((set) => {
    async function read(): Promise<void> {
      const { settings = {} } = await host.request('settings.read', {})
      kept = { ...settings, ...kept }
      set(readSettings(kept))
    }
    return {
      theme: 'system',
      zone: 'utc',
      zoom: 100,

      load() {
        loading ??= read()
        return loading
      },
      async change(change) {
        kept = { ...kept, ...change }
        set(change)
        await loading
        await host.request('settings.write', { settings: kept })
      },
      suggestTheme(theme) {
        if (kept['theme'] === undefined) set({ theme })
      },
    }
  })
}

/** What is not understood is as if it were not there. */
export function readSettings(kept: JsonObject): Partial<Settings> {
  const theme = themes.find((one) => one === kept['theme'])
  const zone = zones.find((one) => one === kept['zone'])
  const zoom = zooms.find((one) => one === kept['zoom'])
  return { ...(theme && { theme }), ...(zone && { zone }), ...(zoom && { zoom }) }
}
