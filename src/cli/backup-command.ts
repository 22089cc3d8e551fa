import { Command } from 'commander'
import { type BackupProgress, backupStore } from '../backends/sqlite/backup.ts'
import type { CommandMaker } from './command-maker.ts'
import { exitCodes } from './exit-codes.ts'
import { interruptible } from './interruption.ts'
import { checkOwnStore } from './own-store.ts'
import { ProgressLine } from './progress-line.ts'

export const backupCommand: CommandMaker = (terminal, ended) => {
  return new Command('backup')
    .description('copy a store of Epoch, as it is now, to a new file, and verify it; others may go on writing')
    .argument('<store>', 'the store')
    .argument('<file>', 'the file to make')
    .action(async (store: string, file: string) => {
      await checkOwnStore(store, 'read')
      const line = new ProgressLine()
      const onProgress = ({ what, done, total }: BackupProgress): void =>
        line.show({ what: `${what === 'copying' ? 'Copying' : 'Verifying the copy of'} ${store}`, done, total })
      try {
        const { head, bytes } = await interruptible((signal) => backupStore(store, file, { signal, onProgress }))
        line.end()
        const megabytes = (bytes / 1e6).toFixed(1)
        terminal.out(`${store} up to position ${head} copied to ${file} and verified (${megabytes} MB)`)
        ended(exitCodes.done)
      } finally {
        line.end()
      }
    })
}
