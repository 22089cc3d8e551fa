import { Command } from 'commander'
import { type AuditFinding, type AuditOptions, findingCount, type StoreAudit } from '../core/store-audit.ts'
import type { CommandMaker } from './command-maker.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { ProgressLine } from './progress-line.ts'
import { count, printable, type Terminal } from './terminal.ts'
import { withStore } from './with-store.ts'

interface AuditCommandOptions {
  readonly json?: true
  readonly sqliteCheck?: true
}

export const auditCommand: CommandMaker = (terminal, ended) => {
  return new Command('audit')
    .description('read a whole store and tell what is wrong with it; 1 when something is damaged')
    .argument('<store>', 'the store')
    .option('--json', 'as one JSON object')
    .option('--sqlite-check', "have SQLite check a large file too, in one go that holds back who writes' log")
    .action(async (store: string, { json, sqliteCheck }: AuditCommandOptions) => {
      const audit = await audited(store, sqliteCheck ? 'always' : 'when-small')
      if (json) terminal.out(JSON.stringify({ path: store, ...audit }))
      else tell(store, audit, terminal)
      ended(codeOf(audit))
    })
}

async function audited(path: string, fileCheck: AuditOptions['fileCheck']): Promise<StoreAudit> {
  const line = new ProgressLine()
  try {
    return await withStore(path, (opened, signal) =>
      opened.audit({
        signal,
        ...(fileCheck && { fileCheck }),
        onProgress: ({ what, done, total }) => line.show({ what: `Auditing ${path}: ${what}`, done, total }),
      }),
    )
  } finally {
    line.end()
  }
}

function codeOf(audit: StoreAudit): ExitCode {
  return findingCount(audit, 'damage') > 0 ? exitCodes.findings : exitCodes.done
}

function tell(path: string, audit: StoreAudit, terminal: Terminal): void {
  for (const finding of audit.findings) terminal.out(printable(lineOf(finding)))
  for (const { kind, count: all } of audit.counts) {
    const told = audit.findings.filter((finding) => finding.kind === kind).length
    if (told < all) terminal.out(`and ${count(all - told, 'more finding')} (${kind})`)
  }
  for (const sentence of summary(path, audit)) terminal.out(printable(sentence))
}

/** `position 17 order-4@2: message (kind)`, as much of it as is known. */
function lineOf({ kind, severity, message, position, stream, version }: AuditFinding): string {
  const place = [
    ...(position === undefined ? [] : [`position ${position}`]),
    ...(stream === undefined ? [] : [version === undefined ? stream : `${stream}@${version}`]),
  ].join(' ')
  const said = severity === 'notice' ? `${kind}, a notice` : kind
  return `${place === '' ? '' : `${place}: `}${message} (${said})`
}

function* summary(path: string, audit: StoreAudit): Generator<string, void> {
  const { head, events, purged, checks, leftOut } = audit
  const of = purged === 0 ? '' : `, ${count(purged, 'of them', 'of them')} purged`
  yield `${path}: ${count(events, 'event')} up to position ${head}${of}`
  yield `Checked: ${checks.join(', ')}`
  for (const what of leftOut) yield `Not checked: ${what}`
  const [damage, notices] = [findingCount(audit, 'damage'), findingCount(audit, 'notice')]
  const normal = notices === 0 ? '' : `; ${count(notices, 'notice')}, of what is normal in imported histories`
  yield `${damage === 0 ? 'Nothing is damaged' : `${count(damage, 'finding')} of damage`}${normal}`
}
