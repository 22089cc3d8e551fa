import { Command } from 'commander'
import { startBrowserHost } from './browser-host.ts'
import { openBrowserWindow, windowBrowser } from './browser-window.ts'
import type { CommandMaker } from './command-maker.ts'
import { exitCodes } from './exit-codes.ts'
import { interruption } from './interruption.ts'
import { wholeNumber } from './whole-number.ts'

interface ServeOptions {
  readonly port?: number
  readonly open: boolean
  readonly root?: string
}

export const serveCommand: CommandMaker = (terminal, ended) => {
  return new Command('serve')
    .description('show a store, or without one the demo, to browsers of this machine until interrupted')
    .argument('[path]', 'an event store, a file of events, or a git repository')
    .option('--port <number>', 'the port; without it, one that is free', wholeNumber({ to: 65_535 }))
    .option('--no-open', 'open no window')
    .option('--root <folder>', 'offer the stores below this folder; without it, those beside the path')
    .action(async (path: string | undefined, { port, open, root }: ServeOptions) => {
      await using host = await startBrowserHost(
        {
          ...(path !== undefined && { path }),
          ...(port !== undefined && { port }),
          ...(root !== undefined && { root }),
        },
        terminal,
      )
      const interrupted = interruption()
      terminal.out(`Epoch is at ${host.url}`)
      const browser = open ? windowBrowser() : undefined
      await using _window = browser === undefined ? undefined : openBrowserWindow(browser, host.url)
      await interrupted
      ended(exitCodes.done)
    })
}
