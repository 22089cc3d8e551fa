import type { Command } from 'commander'
import type { ExitCode } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { compilePredicate } from './compile-predicate.ts'
import {
  addFoldOptions,
  type FoldOptions,
  foldSettings,
  HISTORY_HELP,
  PREDICATE_HELP,
  PROJECTION_HELP,
} from './projection-options.ts'
import { type ProjectionSession, runProjections } from './run-projections.ts'

interface PredicateCommand<Options> {
  readonly terminal: Terminal
  readonly ended: (code: ExitCode) => void
  ask(session: ProjectionSession, predicate: string, options: Options): Promise<ExitCode>
}

/** Makes it a command that asks a predicate of the states of one projection; `ended` is told what `ask` answers. */
export function askPredicate<Options extends FoldOptions>(
  command: Command,
  { terminal, ended, ask }: PredicateCommand<Options>,
): Command {
  command
    .argument('<store>', HISTORY_HELP)
    .argument('<projection>', PROJECTION_HELP)
    .argument('<predicate>', PREDICATE_HELP)
  return addFoldOptions(command).action(
    async (store: string, projection: string, predicate: string, options: Options) => {
      compilePredicate(predicate)
      const job = { history: store, projections: [projection], ...foldSettings(options) }
      ended(await runProjections(job, terminal, (session) => ask(session, predicate, options)))
    },
  )
}
