import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { DEMO_EVENTS, DEMO_SEED, demoHistory } from '../transfer/demo/demo-history.ts'
import type { CommandMaker } from './command-maker.ts'
import { runImport } from './run-import.ts'
import { wholeNumber } from './whole-number.ts'

interface DemoOptions {
  readonly events: number
  readonly seed: number
}

const MAX_EVENTS = 100_000_000

export const demoCommand: CommandMaker = (terminal, ended) => {
  const command = new Command('demo')
    .description("make a store with a shop's history; the same numbers give the same history")
    .argument('<store>', 'the store to make')
    .option('--events <number>', 'how many events', wholeNumber({ to: MAX_EVENTS }), DEMO_EVENTS)
    .option('--seed <number>', 'which of all such histories', wholeNumber(), DEMO_SEED)
  return command.action(async (store: string, { events, seed }: DemoOptions) => {
    if (existsSync(store)) command.error(`error: ${store} is there already; name a new file`)
    ended(
      await runImport(
        { store, source: 'the demo', open: async () => ({ format: '', history: demoHistory({ events, seed }) }) },
        terminal,
      ),
    )
  })
}
