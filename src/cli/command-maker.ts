import type { Command } from 'commander'
import type { ExitCode } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

/** What a command's file has: it makes the command, which tells its exit code when it has ended. */
export type CommandMaker = (terminal: Terminal, ended: (code: ExitCode) => void) => Command
