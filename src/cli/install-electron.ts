import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setInterval } from 'node:timers/promises'
import { ProgressLine } from './progress-line.ts'

/** How long a download may bring nothing before it is given up. */
const STALLED_MS = 30_000
const LOOK_EVERY_MS = 250
const MEBIBYTE = 1024 * 1024

export interface InstallOptions {
  readonly signal: AbortSignal
  readonly stalledMs?: number
}

/**
 * Runs the installer in Electron's package folder, which fetches its program.
 *
 * @returns undefined when it is there now, else in a few words why not
 */
export async function installElectron(
  folder: string,
  { signal, stalledMs = STALLED_MS }: InstallOptions,
): Promise<string | undefined> {
  const installer = join(folder, 'install.js')
  if (!existsSync(installer)) return 'it has no installer'
  const temporary = await mkdtemp(join(tmpdir(), 'epoch-electron-'))
  const line = new ProgressLine()
  try {
    const child = spawn(process.execPath, [installer], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary, ELECTRON_GET_NO_PROGRESS: '1' },
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(0, 2000)
    })
    const ended = once(child, 'exit')
    const stalled = await watch(child, {
      folders: [temporary, join(folder, 'dist')],
      line,
      signal,
      stalledMs,
    })
    const [code] = await ended
    if (stalled) return `its download brought nothing for ${stalledMs / 1000} seconds`
    return code === 0 ? undefined : reason(said)
  } finally {
    line.end()
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 })
  }
}

interface Watching {
  readonly folders: readonly string[]
  readonly line: ProgressLine
  readonly signal: AbortSignal
  readonly stalledMs: number
}

/** Shows how much has come, until the installer ends; ends it when nothing comes, and says whether that was so. */
async function watch(child: ChildProcess, { folders, line, signal, stalledMs }: Watching): Promise<boolean> {
  let bytes = 0
  let growing = performance.now()
  const kill = (): void => void child.kill()
  signal.addEventListener('abort', kill)
  try {
    for await (const _ of setInterval(LOOK_EVERY_MS)) {
      if (child.exitCode !== null || child.signalCode !== null) return false
      const now = folders.reduce((sum, folder) => sum + bytesIn(folder), 0)
      if (now > bytes) growing = performance.now()
      bytes = now
      line.show({ what: 'Fetching Electron, once', done: bytes, note: `${Math.round(bytes / MEBIBYTE)} MiB` })
      if (performance.now() - growing < stalledMs) continue
      child.kill()
      return true
    }
    return false
  } finally {
    signal.removeEventListener('abort', kill)
  }
}

function bytesIn(folder: string): number {
  if (!existsSync(folder)) return 0
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.reduce((sum, file) => sum + (statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0), 0)
}

/** The first line that an installer said, or rather threw. */
function reason(said: string): string {
  const first = said.split('\n').find((line) => line.trim() !== '') ?? 'it ended without a word'
  return `its download failed (${first.trim().slice(0, 120)})`
}
