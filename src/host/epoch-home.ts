import { homedir } from 'node:os'
import { join } from 'node:path'

export interface HomeSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
}

/** The person's Epoch folder: EPOCH_HOME, or where the platform wants an application's data. */
export function epochHome({ env, platform }: HomeSurroundings = process): string {
  const chosen = env['EPOCH_HOME']
  if (chosen) return chosen
  switch (platform) {
    case 'win32':
      return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Epoch')
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Epoch')
    default:
      return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'epoch')
  }
}
