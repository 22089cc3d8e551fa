import { Command, Option } from 'commander'
import type { Position } from '../core/event.ts'
import type { CommandMaker } from './command-maker.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { type HistoryMoment, historyMoment } from './history-moment.ts'
import { askPredicate } from './projections/predicate-command.ts'
import { atOption, type FoldOptions } from './projections/projection-options.ts'
import type { Asserted } from './projections/projection-task.ts'
import type { ProjectionSession } from './projections/run-projections.ts'
import { tellTrouble } from './projections/tell-trouble.ts'
import { StateOutput, stateLine } from './state-output.ts'
import { count, type Terminal } from './terminal.ts'

interface AssertOptions extends FoldOptions {
  readonly at?: HistoryMoment
  readonly key?: string
  readonly every?: true
  readonly any?: boolean
  readonly json?: true
}

export const assertCommand: CommandMaker = (terminal, ended) => {
  const command = new Command('assert')
    .description(
      'check that a predicate holds for the states of a projection; 1 when it does not, also when there is no state to ask',
    )
    .option(...atOption, historyMoment)
    .option('--key <key>', 'for the cell of this key')
    .addOption(new Option('--every', 'for every cell; so it is without an option').conflicts('any'))
    .addOption(new Option('--any', 'for one cell at least').conflicts('every'))
    .option('--json', 'one JSON object')
  return askPredicate<AssertOptions>(command, {
    terminal,
    ended,
    ask: (session, predicate, options) => assertHolds(session, { ...options, predicate }, terminal),
  })
}

async function assertHolds(
  session: ProjectionSession,
  { predicate, at, key, any = false, json }: AssertOptions & { readonly predicate: string },
  terminal: Terminal,
): Promise<ExitCode> {
  const upTo = await session.positionOf(at)
  let asserted: Asserted | undefined
  for await (const answer of session.ask({ kind: 'assert', upTo, predicate, ...(key !== undefined && { key }) }))
    if (answer.kind === 'asserted') asserted = answer.asserted
  if (asserted === undefined) return exitCodes.findings
  const { cells, holding, trouble } = asserted
  const holds = holding > 0 && (any || holding === cells)
  tellTrouble(trouble, terminal)
  if (json) terminal.out(assertedJson(asserted, { holds, upTo }))
  else {
    if (!holds && !any) tellFailing(asserted, terminal)
    terminal.out(`${holds ? 'It holds' : 'It does not hold'} at position ${upTo}: ${ofCells(asserted)}`)
  }
  return holds ? exitCodes.done : exitCodes.findings
}

function assertedJson(
  { cells, holding, failing }: Asserted,
  { holds, upTo }: { readonly holds: boolean; readonly upTo: Position },
): string {
  const counts = `{"holds":${holds},"at":${upTo},"cells":${cells},"holding":${holding}`
  return `${counts},"failing":[${failing.map(stateLine).join(',')}]}`
}

function tellFailing({ cells, holding, failing }: Asserted, terminal: Terminal): void {
  new StateOutput('lines', terminal).write(failing)
  const more = cells - holding - failing.length
  if (more > 0) terminal.out(`and ${count(more, 'more cell')}`)
}

function ofCells({ cells, holding }: Asserted): string {
  return cells === 0 ? 'there is no cell to ask' : `${holding} of ${count(cells, 'cell')}`
}
