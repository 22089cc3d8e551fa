import { type Command, Option } from 'commander'
import type { FailurePolicy } from '../../core/projection.ts'
import { MOMENT_HELP } from '../history-moment.ts'

/** Of commands that run projections. */
export interface FoldOptions {
  readonly engine: '1' | '2'
  /** Absent: as the projection says. */
  readonly stopOnFailure?: boolean
}

/** What every such command says at the end of its help. */
const TRUST = `
The file is run as your own code: it may do what you may. Run none that you do not trust; the window keeps
projections in a sandbox, a command does not. What it prints goes to the error output.

docs/writing-a-projection.md has the language, docs/cli.md the exit codes: 7 when an event could not be folded.`

/** What an argument that is a history may be. */
export const HISTORY_HELP = 'a store, a file of events, a git repository, or - for the standard input'

export const PROJECTION_HELP = "a projection's file, in TypeScript or JavaScript"

export const PREDICATE_HELP =
  'JavaScript over state, key and event, as in "state.cents < 0"; or a function of the three'

export function addFoldOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--engine <version>', "which of KurrentDB's projection engines one in its language runs as")
        .choices(['1', '2'])
        .default('2'),
    )
    .option('--stop-on-failure', "end at the first event that cannot be folded, as those in KurrentDB's language do")
    .option('--no-stop-on-failure', 'keep the state before and go on with the next event, as all others do')
    .addHelpText('after', TRUST)
}

/** `--at`, the moment whose state is meant. */
export const atOption = ['--at <moment>', `the state at ${MOMENT_HELP}; without it, at the end`] as const

export interface FoldSettings {
  readonly engineVersion: 1 | 2
  /** Absent: as the projection says. */
  readonly onFailure?: FailurePolicy
}

export function foldSettings({ engine, stopOnFailure }: FoldOptions): FoldSettings {
  return {
    engineVersion: engine === '1' ? 1 : 2,
    ...(stopOnFailure !== undefined && { onFailure: stopOnFailure ? 'stop' : 'continue' }),
  }
}
