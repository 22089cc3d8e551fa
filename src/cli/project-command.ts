import { Command, Option } from 'commander'
import type { Position } from '../core/event.ts'
import type { CommandMaker } from './command-maker.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { type HistoryMoment, historyMoment } from './history-moment.ts'
import {
  addFoldOptions,
  atOption,
  type FoldOptions,
  foldSettings,
  HISTORY_HELP,
  PROJECTION_HELP,
} from './projections/projection-options.ts'
import type { ThreadQuestion, ToldEffect } from './projections/projection-task.ts'
import { type ProjectionSession, runProjections } from './projections/run-projections.ts'
import { tellDeterminism } from './projections/tell-determinism.ts'
import { StateOutput } from './state-output.ts'
import { count, printable, type Terminal } from './terminal.ts'

interface ProjectOptions extends FoldOptions {
  readonly at?: HistoryMoment
  readonly key?: string
  readonly json?: boolean
  readonly effects?: true
  readonly check?: true
}

export const projectCommand: CommandMaker = (terminal, ended) => {
  const command = new Command('project')
    .description('fold a history into the read model of a projection, and print it')
    .argument('<store>', HISTORY_HELP)
    .argument('<projection>', PROJECTION_HELP)
    .option(...atOption, historyMoment)
    .addOption(new Option('--key <key>', 'only the cell of this key, whole').conflicts(['effects', 'check']))
    .option('--json', 'one JSON object a line')
    .addOption(
      new Option('--effects', 'print what it emits, links and logs in place of its state').conflicts(['key', 'check']),
    )
    .addOption(
      new Option('--check', 'fold everything twice, and tell the first event after which the two differ').conflicts([
        'key',
        'effects',
      ]),
    )
  return addFoldOptions(command).action(async (store: string, projection: string, options: ProjectOptions) => {
    const job = { history: store, projections: [projection], ...foldSettings(options) }
    ended(await runProjections(job, terminal, (session) => project(session, options, terminal)))
  })
}

async function project(
  session: ProjectionSession,
  { at, key, json = false, effects, check }: ProjectOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const upTo = await session.positionOf(at)
  if (check) return await checked(session, { upTo, json }, terminal)
  if (effects) return await printedEffects(session, { upTo, json }, terminal)
  const question: ThreadQuestion = { kind: 'states', upTo, ...(key !== undefined && { key }) }
  const output = new StateOutput(json ? 'json' : key === undefined ? 'lines' : 'whole', terminal)
  for await (const answer of session.ask(question)) {
    if (answer.kind !== 'states') continue
    output.write(answer.states)
    await session.drained()
  }
  tellState(session, upTo, terminal)
  return key !== undefined && output.written === 0 ? exitCodes.findings : exitCodes.done
}

/** Which state it is that was printed: the moment may have been named by a time. */
function tellState({ folded }: ProjectionSession, upTo: Position, terminal: Terminal): void {
  for (const { name, cells = 0, events, emitted, logged } of folded) {
    const said =
      emitted + logged === 0 ? '' : `; ${count(emitted, 'event')} emitted and ${logged} logged, --effects shows them`
    terminal.err(`${name} at position ${upTo}: ${count(cells, 'cell')} of ${count(events, 'event')}${said}`)
  }
}

async function printedEffects(
  session: ProjectionSession,
  { upTo, json }: { readonly upTo: Position; readonly json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  let written = 0
  for await (const answer of session.ask({ kind: 'effects', upTo })) {
    if (answer.kind !== 'effects') continue
    const lines = answer.effects.map((effect) => (json ? effectLine(effect) : printable(effectText(effect))))
    terminal.out(lines.join('\n'))
    written += answer.effects.length
    await session.drained()
  }
  return written === 0 ? exitCodes.findings : exitCodes.done
}

/** A payload that is no JSON, as a link's, is a text in JSON. */
function effectLine(effect: ToldEffect): string {
  if ('log' in effect) return JSON.stringify(effect)
  const { position, stream, type, data, metadata, isLink } = effect
  const place = `"position":${position},"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)}`
  const end = metadata === '' ? '' : `,"metadata":${metadata}`
  return `{${place},"data":${isLink ? JSON.stringify(data) : data}${end}}`
}

function effectText(effect: ToldEffect): string {
  if ('log' in effect) return `${effect.position}  log: ${effect.log}`
  const { position, stream, type, data } = effect
  return `${position}  ${stream}  ${type}  ${data}`
}

async function checked(
  session: ProjectionSession,
  { upTo, json }: { readonly upTo: Position; readonly json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done
  for await (const answer of session.ask({ kind: 'checkDeterminism', upTo })) {
    if (answer.kind !== 'determinism') continue
    if (json) terminal.out(JSON.stringify(answer.report))
    else tellDeterminism(answer.report, terminal)
    if (answer.report.difference !== undefined) code = exitCodes.findings
  }
  return code
}
