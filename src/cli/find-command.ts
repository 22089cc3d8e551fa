import { Command, Option } from 'commander'
import { START } from '../core/event.ts'
import type { Crossing, FindInput, Found } from '../projection/ask/questions.ts'
import type { CommandMaker } from './command-maker.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { type HistoryMoment, historyMoment, MOMENT_HELP } from './history-moment.ts'
import { askPredicate } from './projections/predicate-command.ts'
import type { FoldOptions } from './projections/projection-options.ts'
import type { ProjectionSession } from './projections/run-projections.ts'
import { tellTrouble } from './projections/tell-trouble.ts'
import { keyText } from './state-output.ts'
import { count, type Terminal } from './terminal.ts'

interface FindOptions extends FoldOptions {
  readonly key?: string
  readonly first?: true
  readonly last?: true
  readonly all?: true
  readonly from?: HistoryMoment
  readonly to?: HistoryMoment
  readonly json?: true
}

export const findCommand: CommandMaker = (terminal, ended) => {
  const command = new Command('find')
    .description('find the events after which a predicate on the state of a cell begins to hold; 1 when there is none')
    .option('--key <key>', 'only in the cell of this key')
    .addOption(new Option('--first', 'the first such event; so it is without an option').conflicts(['last', 'all']))
    .addOption(new Option('--last', 'the last one').conflicts(['first', 'all']))
    .addOption(
      new Option('--all', 'all of them, and those after which it no longer holds').conflicts(['first', 'last']),
    )
    .option('--from <moment>', `only events after it: ${MOMENT_HELP}`, historyMoment)
    .option('--to <moment>', 'only events up to it', historyMoment)
    .option('--json', 'one JSON object a line')
  return askPredicate<FindOptions>(command, {
    terminal,
    ended,
    ask: (session, predicate, options) => find(session, { ...options, predicate }, terminal),
  })
}

async function find(
  session: ProjectionSession,
  { predicate, key, last, all, from, to, json }: FindOptions & { readonly predicate: string },
  terminal: Terminal,
): Promise<ExitCode> {
  const input: FindInput = {
    predicate,
    ...(key !== undefined && { key }),
    after: from === undefined ? START : await session.positionOf(from),
    upTo: await session.positionOf(to),
    want: all ? 'crossings' : last ? 'last' : 'first',
    limit: Number.MAX_SAFE_INTEGER,
  }
  let found: Found | undefined
  for await (const answer of session.ask({ kind: 'find', input })) {
    if (answer.kind === 'crossings') {
      const lines = answer.crossings.map((crossing) => (json ? JSON.stringify(crossing) : textOf(crossing)))
      terminal.out(lines.join('\n'))
      await session.drained()
    }
    if (answer.kind === 'found') found = answer.found
  }
  if (found === undefined) return exitCodes.findings
  tellTrouble(found.trouble, terminal)
  tellFound(found, input, terminal)
  return found.total === 0 ? exitCodes.findings : exitCodes.done
}

function textOf({ position, key, holds }: Crossing): string {
  return `${position}  ${keyText(key)}  ${holds ? 'holds from here on' : 'no longer holds'}`
}

function tellFound({ total, holding }: Found, { want, upTo }: FindInput, terminal: Terminal): void {
  if (want !== 'crossings') {
    if (total === 0) terminal.err('epoch: it holds after no event in this range')
    return
  }
  terminal.err(`${count(total, 'crossing')}; at position ${upTo} it holds for ${count(holding, 'cell')}`)
}
