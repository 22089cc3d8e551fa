import { Command, CommanderError } from 'commander'
import { EpochError } from '../core/errors.ts'
import { epochVersion } from '../host/epoch-version.ts'
import { appendCommand } from './append-command.ts'
import { assertCommand } from './assert-command.ts'
import { auditCommand } from './audit-command.ts'
import { backupCommand } from './backup-command.ts'
import type { CommandMaker } from './command-maker.ts'
import { demoCommand } from './demo-command.ts'
import { diffCommand } from './diff-command.ts'
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts'
import { exportCommand } from './export-command.ts'
import { findCommand } from './find-command.ts'
import { importCommand } from './import-command.ts'
import { indexCommand } from './index-command.ts'
import { infoCommand } from './info-command.ts'
import { Interrupted } from './interruption.ts'
import { mapCommand } from './map-command.ts'
import { openCommand } from './open-command.ts'
import { projectCommand } from './project-command.ts'
import { purgeCommand } from './purge-command.ts'
import { queryCommand } from './query-command.ts'
import { serveCommand } from './serve-command.ts'
import { tailCommand } from './tail-command.ts'
import { processTerminal, type Terminal } from './terminal.ts'
import { upgradeCommand } from './upgrade-command.ts'

/** Runs a command line, says what went wrong in a line, and never rejects. @returns the exit code */
export async function runCli(args: readonly string[], terminal: Terminal = processTerminal): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done
  const ended = (ending: ExitCode): void => {
    code = ending
  }
  try {
    await epochCommand(terminal, ended).parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    return failed(error, terminal)
  }
}

const makers: readonly CommandMaker[] = [
  openCommand,
  serveCommand,
  importCommand,
  exportCommand,
  demoCommand,
  infoCommand,
  mapCommand,
  queryCommand,
  projectCommand,
  findCommand,
  diffCommand,
  assertCommand,
  appendCommand,
  tailCommand,
  auditCommand,
  purgeCommand,
  backupCommand,
  indexCommand,
  upgradeCommand,
]

function epochCommand(terminal: Terminal, ended: (code: ExitCode) => void): Command {
  const program = new Command('epoch')
    .description(
      'Explore the history of an event-sourced system: epoch <path> opens an event store,\na file of events, or a git repository.',
    )
    .version(epochVersion())
    .enablePositionalOptions()
  for (const make of makers) program.addCommand(make(terminal, ended), { isDefault: make === openCommand })
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      outputError: (text) => terminal.err(`epoch: ${text.trim().replace(/^error: /, '')}; see epoch --help`),
    })
  }
  return program
}

function failed(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  if (error instanceof Interrupted) {
    terminal.err('epoch: interrupted')
    return exitCodes.interrupted
  }
  if (error instanceof EpochError) {
    terminal.err(`epoch: ${error.message} (${error.code})`)
    return exitCodeOf(error.code)
  }
  const said = error instanceof Error ? error.message : String(error)
  terminal.err(`epoch: this is a bug in Epoch: ${said.split('\n', 1)[0]}; EPOCH_DEBUG=1 shows where`)
  if (process.env['EPOCH_DEBUG'] === '1') console.error(error)
  return exitCodes.bug
}
