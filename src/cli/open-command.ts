import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { startBrowserHost } from './browser-host.ts'
import { hasDisplay, openBrowserWindow, windowBrowser } from './browser-window.ts'
import type { CommandMaker } from './command-maker.ts'
import { electronBinary, electronFolder } from './electron-binary.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { installElectron } from './install-electron.ts'
import { interruptible, interruption } from './interruption.ts'
import { packageRoot } from './package-root.ts'
import { preparePath } from './prepare-path.ts'
import type { Terminal } from './terminal.ts'

export const openCommand: CommandMaker = (terminal, ended) => {
  return new Command('open')
    .description('open a store, or without one the demo, in a window')
    .argument('[path]', 'an event store, a file of events, or a git repository')
    .action(async (path: string | undefined) => {
      const electron = hasDisplay() ? await electronToUse(terminal) : undefined
      ended(
        electron === undefined ? await openInBrowser(path, terminal) : await openInElectron(electron, path, terminal),
      )
    })
}

/** Electron's program, fetched if it is not there yet; where that is not to be had, says so. */
async function electronToUse(terminal: Terminal): Promise<string | undefined> {
  const there = electronBinary()
  if (there !== undefined) return there
  const folder = electronFolder()
  const why = folder === undefined ? 'it is not installed' : await fetchElectron(folder)
  const binary = electronBinary()
  if (binary === undefined) terminal.err(`epoch: no Electron, as ${why ?? 'its program is missing'}; using a browser`)
  return binary
}

async function fetchElectron(folder: string): Promise<string | undefined> {
  if (process.env['EPOCH_ELECTRON_INSTALL'] === '0') return 'EPOCH_ELECTRON_INSTALL=0 says not to fetch it'
  return await interruptible(async (signal) => {
    const why = await installElectron(folder, { signal })
    signal.throwIfAborted()
    return why
  })
}

async function openInElectron(binary: string, path: string | undefined, terminal: Terminal): Promise<ExitCode> {
  if (path !== undefined) await preparePath(path, terminal)
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const args = [...root, packageRoot(), ...(path === undefined ? [] : [resolve(path)])]
  const child = spawn(binary, args, { stdio: 'inherit' })
  return await interruptible(async (signal) => {
    signal.addEventListener('abort', () => child.kill())
    const [code] = await once(child, 'exit')
    return code === 0 || signal.aborted ? exitCodes.done : exitCodes.environment
  })
}

async function openInBrowser(path: string | undefined, terminal: Terminal): Promise<ExitCode> {
  await using host = await startBrowserHost(path === undefined ? {} : { path }, terminal)
  const interrupted = interruption()
  const browser = windowBrowser()
  if (browser === undefined) {
    const missing = hasDisplay() ? 'no Chromium was found; EPOCH_CHROMIUM may name one' : 'there is no display'
    terminal.err(`epoch: no window, as ${missing}; open this address in a browser`)
    terminal.out(`Epoch is at ${host.url}`)
    await interrupted
    return exitCodes.done
  }
  await using window = openBrowserWindow(browser, host.url)
  await Promise.race([window.closed, interrupted])
  return exitCodes.done
}
