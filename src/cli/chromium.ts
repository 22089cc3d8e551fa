import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
]

const macPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Brave Browser.app/Contents/MacOS/Brave Browser',
]

/**
 * A Chromium-family browser on this machine: what `EPOCH_CHROMIUM` names and nothing else if it is set, else the first
 * on the search path, else in the usual places of macOS and Windows.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['EPOCH_CHROMIUM']
  if (named) return existsSync(named) ? named : undefined
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, ...macPlaces, ...windowsPlaces(env)].find((path) => existsSync(path))
}

/** Switches that Chromium needs here: its own sandbox does not start as root, and /dev/shm may be small. */
export function chromiumArgs(): readonly string[] {
  const root = process.getuid?.() === 0
  return [...(root ? ['--no-sandbox'] : []), '--disable-dev-shm-usage']
}

function windowsPlaces(env: NodeJS.ProcessEnv): readonly string[] {
  return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const base = env[name]
    if (base === undefined) return []
    return [join(base, 'Google/Chrome/Application/chrome.exe'), join(base, 'Microsoft/Edge/Application/msedge.exe')]
  })
}
