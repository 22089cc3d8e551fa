import type { EventDetail, EventMark } from '../../core/log-index.ts'
import { utcSecondText } from '../ui/utc-text.ts'

/** Why the event counts no longer. */
export function MarkNote({ event, mark }: { readonly event: EventDetail; readonly mark: EventMark }) {
  return (
    <section className="inspector-part" aria-label={markTitles[mark]}>
      <p className="inspector-mark note note-warning">{markText(event, mark)}</p>
    </section>
  )
}

const markTitles: Readonly<Record<EventMark, string>> = {
  purged: 'Purged',
  archived: 'Archived',
  deleted: 'Deleted',
}

function markText({ purged }: EventDetail, mark: EventMark): string {
  switch (mark) {
    case 'archived':
      return 'Archived: the store keeps it, and its readers pass over it.'
    case 'deleted':
      return 'Deleted: the store marks it as gone, and its readers pass over it.'
    case 'purged':
      return purged === undefined
        ? 'Data and metadata were purged.'
        : `Data and metadata were purged on ${utcSecondText(purged.atUs)} UTC${purged.by === '' ? '' : ` by ${purged.by}`}.`
  }
}
