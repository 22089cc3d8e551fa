import { Command } from 'commander'
import { EPOCH_SCHEMA_VERSION } from '../backends/sqlite/epoch-schema.ts'
import { type UpgradeResult, upgradeStore } from '../backends/sqlite/store-upgrade.ts'
import type { CommandMaker } from './command-maker.ts'
import { exitCodes } from './exit-codes.ts'
import { Interrupted, interruptible } from './interruption.ts'
import { checkOwnStore } from './own-store.ts'
import { ProgressLine } from './progress-line.ts'
import type { Terminal } from './terminal.ts'

export const upgradeCommand: CommandMaker = (terminal, ended) => {
  return new Command('upgrade')
    .description('bring a store that an older Epoch made up to this one; it is copied beside itself first')
    .argument('<store>', 'the store')
    .action(async (store: string) => {
      await checkOwnStore(store, 'read')
      tell(store, await upgraded(store, terminal), terminal)
      ended(exitCodes.done)
    })
}

async function upgraded(path: string, terminal: Terminal): Promise<UpgradeResult> {
  const line = new ProgressLine()
  try {
    return await interruptible((signal) =>
      upgradeStore(path, {
        signal,
        onProgress: ({ what, done, total }) =>
          line.show({ what: `${what === 'copying' ? 'Copying' : 'Upgrading'} ${path}`, done, total }),
      }),
    )
  } catch (error) {
    if (error instanceof Interrupted) terminal.err(`epoch: ${path} is as it was`)
    throw error
  } finally {
    line.end()
  }
}

function tell(path: string, { from, to, backup }: UpgradeResult, terminal: Terminal): void {
  if (backup === undefined)
    terminal.out(`${path} is of version ${EPOCH_SCHEMA_VERSION} already; there was nothing to do`)
  else terminal.out(`${path} is now of version ${to}; as it was, of version ${from}, it is in ${backup}`)
}
