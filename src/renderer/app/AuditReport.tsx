import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import { type AuditFinding, findingCount, type StoreAudit } from '../../core/store-audit.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { firstVersionOf, ownVersion } from '../state/own-version.ts'
import { counted, countText } from '../ui/count-text.ts'
import { Icon } from '../ui/Icon.tsx'

/** How many findings are shown at first, and with each wish for more. */
const SHOWN_AT_ONCE = 200

interface AuditReportProps {
  readonly explorer: ExplorerStore
  readonly audit: StoreAudit
  readonly actions: ReactNode
}

/** What an audit came to; each finding with an event leads to it. */
export function AuditReport({ explorer, audit, actions }: AuditReportProps) {
  const { findings, checks, leftOut } = audit
  const [shown, setShown] = useState(SHOWN_AT_ONCE)
  const isDamaged = findingCount(audit, 'damage') > 0
  return (
    <div className="audit">
      <p role="status" className={isDamaged ? 'note note-failure' : 'note'}>
        {isDamaged && <Icon name="warning" />}
        <span>
          {verdict(audit)} {extent(audit)}
        </span>
      </p>
      {findings.length > 0 && (
        <ul className="audit-findings" aria-label="Findings">
          {findings.slice(0, shown).map((finding, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes, and two findings may read the same
            <li key={i}>
              <Finding explorer={explorer} finding={finding} />
            </li>
          ))}
        </ul>
      )}
      {findings.length > shown && (
        <button type="button" className="button" onClick={() => setShown(shown + SHOWN_AT_ONCE)}>
          Show more of {counted(findings.length, 'finding')}
        </button>
      )}
      <UntoldCounts audit={audit} />
      <details>
        <summary>What was checked</summary>
        <p>{checks.join(', ')}.</p>
        {leftOut.map((what) => (
          <p key={what}>Not checked: {what}.</p>
        ))}
      </details>
      <div className="audit-actions">{actions}</div>
    </div>
  )
}

function Finding({ explorer, finding }: { readonly explorer: ExplorerStore; readonly finding: AuditFinding }) {
  const firstVersion = useStore(explorer, firstVersionOf)
  const { kind, severity, message, position } = finding
  const content = (
    <>
      <span className="audit-message">{message}</span>
      <span className="audit-place quiet">{placeText(finding, firstVersion)}</span>
      <span className={`badge audit-${severity}`}>{kind}</span>
    </>
  )
  if (position === undefined) return <div className="audit-finding">{content}</div>
  return (
    <button
      type="button"
      className="audit-finding"
      title="Go to this event"
      onClick={() => explorer.getState().goToFinding(finding)}
    >
      {content}
    </button>
  )
}

/** Kinds of which not all are told one by one. */
function UntoldCounts({ audit: { counts, findings } }: { readonly audit: StoreAudit }) {
  const untold = counts.flatMap(({ kind, count }) => {
    const told = findings.filter((finding) => finding.kind === kind).length
    return count > told ? [{ kind, count, told }] : []
  })
  return untold.map(({ kind, count, told }) => (
    <p key={kind} className="quiet">
      Of {countText(count)} findings of the kind {kind} the first {countText(told)} are listed.
    </p>
  ))
}

function verdict(audit: StoreAudit): string {
  const [damage, notices] = [findingCount(audit, 'damage'), findingCount(audit, 'notice')]
  if (damage > 0)
    return `${counted(damage, 'finding')} of damage${notices > 0 ? `, ${counted(notices, 'notice')}` : ''}.`
  if (notices === 0) return 'Nothing was found: the store is whole.'
  return `Nothing is damaged. ${counted(notices, 'notice')}, of what is normal in imported histories.`
}

function extent({ events, head, purged }: StoreAudit): string {
  const emptied = purged === 0 ? '' : `, ${countText(purged)} of them purged`
  return `${counted(events, 'event')} up to position ${countText(head)}${emptied}.`
}

function placeText({ position, stream, version }: AuditFinding, firstVersion: 0 | 1): string {
  const inStream = version === undefined ? stream : `${stream}@${ownVersion(version, firstVersion)}`
  return [
    ...(position === undefined ? [] : [`#${countText(position)}`]),
    ...(stream === undefined ? [] : [inStream]),
  ].join(' ')
}
