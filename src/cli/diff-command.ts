import { Command, Option } from 'commander'
import type { CommandMaker } from './command-maker.ts'
import { DiffOutput } from './diff-output.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { type HistoryMoment, historyMoment, MOMENT_HELP } from './history-moment.ts'
import {
  addFoldOptions,
  atOption,
  type FoldOptions,
  foldSettings,
  HISTORY_HELP,
  PROJECTION_HELP,
} from './projections/projection-options.ts'
import { type ProjectionSession, runProjections } from './projections/run-projections.ts'
import type { Terminal } from './terminal.ts'
import { wholeNumber } from './whole-number.ts'

interface DiffOptions extends FoldOptions {
  readonly from?: HistoryMoment
  readonly to?: HistoryMoment
  readonly at?: HistoryMoment
  readonly limit: number
  readonly json?: true
}

export const diffCommand: CommandMaker = (terminal, ended) => {
  const command = new Command('diff')
    .description(
      'tell which cells differ: of one projection at two moments, or of two projections over the same history; 1 when any does',
    )
    .argument('<store>', HISTORY_HELP)
    .argument('<projection>', PROJECTION_HELP)
    .argument('[other]', 'another projection, or another version of the first')
    .option('--from <moment>', `of one projection, the moment before: ${MOMENT_HELP}`, historyMoment)
    .option('--to <moment>', 'of one projection, the moment after; without it, the end', historyMoment)
    .addOption(new Option(...atOption).argParser(historyMoment).conflicts(['from', 'to']))
    .option('--limit <number>', 'so many cells at most; all are counted', wholeNumber({ from: 1 }), 1000)
    .option('--json', 'one JSON object')
  return addFoldOptions(command).action(
    async (store: string, projection: string, other: string | undefined, options: DiffOptions) => {
      const { from, to, at } = options
      if (other === undefined && (from === undefined || at !== undefined))
        return command.error('error: name another projection, or the moments with --from and --to')
      if (other !== undefined && (from !== undefined || to !== undefined))
        return command.error('error: two projections are compared at one moment; name it with --at')
      const projections = other === undefined ? [projection] : [projection, other]
      const job = { history: store, projections, ...foldSettings(options) }
      ended(
        await runProjections(job, terminal, (session) =>
          from === undefined
            ? diffProjections(session, options, terminal)
            : diffMoments(session, { ...options, from }, terminal),
        ),
      )
    },
  )
}

async function diffMoments(
  session: ProjectionSession,
  options: DiffOptions & { readonly from: HistoryMoment },
  terminal: Terminal,
): Promise<ExitCode> {
  const [from, to] = [await session.positionOf(options.from), await session.positionOf(options.to)]
  const output = new DiffOutput(options.json ? 'json' : 'text', terminal)
  let total = 0
  for await (const answer of session.ask({ kind: 'diffMoments', from, to, limit: options.limit })) {
    if (answer.kind !== 'diff') continue
    output.writeMoments(answer.diff, { from, to })
    total = answer.diff.total
  }
  return total === 0 ? exitCodes.done : exitCodes.findings
}

async function diffProjections(
  session: ProjectionSession,
  { at, limit, json }: DiffOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const upTo = await session.positionOf(at)
  const output = new DiffOutput(json ? 'json' : 'text', terminal)
  let differs = false
  for await (const answer of session.ask({ kind: 'diffProjections', upTo, limit })) {
    if (answer.kind !== 'comparison') continue
    output.writeProjections(answer.comparison, upTo)
    differs = answer.comparison.total > 0 || answer.comparison.firstDivergence !== undefined
  }
  return differs ? exitCodes.findings : exitCodes.done
}
