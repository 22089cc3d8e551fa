import type { Composing } from '../state/composing.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { useKeptFocus } from '../ui/use-kept-focus.ts'

interface DraftBarProps {
  readonly explorer: ExplorerStore
  readonly composing: Composing
}

/** The events of the transaction in their order, and what one does with their list. */
export function DraftBar({ explorer, composing }: DraftBarProps) {
  const { drafts, current } = composing
  const { addDraft, removeDraft, moveDraft } = explorer.getState()
  const place = drafts.findIndex(({ key }) => key === current)
  const single = drafts.length === 1
  const focus = useKeptFocus<HTMLElement>('[aria-current="true"], button')
  return (
    <section className="draft-bar" aria-label="Events to append" {...focus}>
      <h3 className="section-title">
        {single ? 'Event' : `${drafts.length} events, appended in one transaction: all or none`}
      </h3>
      <div className="draft-tools">
        <button type="button" className="button button-quiet" onClick={() => addDraft('nothing')}>
          <Icon name="add" /> Add another event
        </button>
        <button type="button" className="button button-quiet" onClick={() => addDraft('current')}>
          <Icon name="copy" /> Duplicate
        </button>
        {!single && (
          <>
            <Tool icon="left" label="Move earlier" onUse={place > 0 ? () => moveDraft(current, -1) : undefined} />
            <Tool
              icon="right"
              label="Move later"
              onUse={place < drafts.length - 1 ? () => moveDraft(current, 1) : undefined}
            />
            <Tool icon="delete" label="Remove the event" onUse={() => removeDraft(current)} />
          </>
        )}
      </div>
      {!single && <DraftList explorer={explorer} composing={composing} />}
    </section>
  )
}

function DraftList({ explorer, composing: { drafts, current, failure } }: DraftBarProps) {
  return (
    <ol className="draft-list">
      {drafts.map(({ key, type }, at) => (
        <li key={key}>
          <button
            type="button"
            className={failure?.draft === key ? 'draft-chip draft-chip-wrong' : 'draft-chip'}
            aria-current={key === current}
            onClick={() => explorer.getState().chooseDraft(key)}
          >
            <span className="quiet">{at + 1}</span> {type === '' ? 'no type yet' : type}
          </button>
        </li>
      ))}
    </ol>
  )
}

interface ToolProps {
  readonly icon: IconName
  readonly label: string
  /** Absent where it cannot be done. */
  readonly onUse: (() => void) | undefined
}

function Tool({ icon, label, onUse }: ToolProps) {
  return <IconButton icon={icon} label={label} disabled={onUse === undefined} onUse={onUse} />
}
