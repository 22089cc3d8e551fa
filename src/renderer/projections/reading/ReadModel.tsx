import { useStore } from 'zustand'
import { storePosition } from '../../../core/what-if.ts'
import { isByColumns } from '../../../projection/rows-query.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import { type ReadForm, type Reading, readForms, readingOf } from '../../state/reading-slice.ts'
import { Choice } from '../../ui/Choice.tsx'
import { countText, shortCountText } from '../../ui/count-text.ts'
import { useKeptFocus } from '../../ui/use-kept-focus.ts'
import { ProjectionFaults } from './ProjectionFaults.tsx'
import { ReadModelChart } from './ReadModelChart.tsx'
import { ReadModelDiff } from './ReadModelDiff.tsx'
import { ReadModelFailures } from './ReadModelFailures.tsx'
import { ReadModelTable } from './ReadModelTable.tsx'
import { ReadModelTree } from './ReadModelTree.tsx'
import './reading.css'
import './read-table.css'
import './read-lists.css'

interface ReadModelProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
}

interface WholeProps extends ReadModelProps {
  /** Of another history than the store's there is only its state: questions are asked of the store's. */
  readonly over?: 'what-if'
}

const names: Readonly<Record<ReadForm, string>> = {
  table: 'Table',
  tree: 'Tree',
  chart: 'Chart',
  diff: 'Diff',
  failures: 'Failures',
}

const stateForms: readonly ReadForm[] = ['table', 'tree']

/** What the projection comes to at the playhead. */
export function ReadModel({ explorer, tab, over }: WholeProps) {
  const kept = useStore(explorer, (state) => readingOf(state, tab.id))
  const forms = over === undefined ? readForms : stateForms
  const reading = forms.includes(kept.form)
    ? kept
    : ({ ...kept, form: tab.shown.key === undefined ? 'table' : 'tree' } as const)
  const focus = useKeptFocus<HTMLDivElement>('[role="tree"], [role="grid"]')
  const failed = 'failures' in tab.status ? tab.status.failures.count : 0
  return (
    <section
      className="panel read-model"
      aria-label="Read model"
      aria-busy={tab.status.kind === 'compiling'}
      data-position={tab.view?.position}
    >
      <div className="read-model-head">
        <Standing explorer={explorer} tab={tab} reading={reading} />
        <span className="projection-space" />
        <Choice
          label="Show as"
          options={forms.map((form) => [
            form,
            form === 'failures' && failed > 0 ? <Failures key={form} count={failed} /> : names[form],
          ])}
          value={reading.form}
          onChoose={(form) => explorer.getState().setReadForm(tab.id, form)}
        />
      </div>
      <ProjectionFaults explorer={explorer} tab={tab} />
      <div className={tab.stale ? 'read-model-body read-model-stale' : 'read-model-body'} {...focus}>
        <Body explorer={explorer} tab={tab} reading={reading} {...(over && { over })} />
      </div>
    </section>
  )
}

function Failures({ count }: { readonly count: number }) {
  return (
    <>
      Failures <span className="count-bad">{shortCountText(count)}</span>
    </>
  )
}

function NothingYet({ tab: { status } }: { readonly tab: ProjectionTab }) {
  if (status.kind === 'failed') return null
  const text = status.kind === 'stopped' ? 'Stopped before there was anything to show.' : 'Folding the history…'
  return <p className="panel-empty">{text}</p>
}

interface BodyProps extends WholeProps {
  readonly reading: Reading
}

function Body({ explorer, tab, reading, over }: BodyProps) {
  const { view } = tab
  if (reading.form === 'failures') return <ReadModelFailures explorer={explorer} tab={tab} />
  if (view === undefined) return <NothingYet tab={tab} />
  switch (reading.form) {
    case 'table':
      return <ReadModelTable explorer={explorer} tab={tab} view={view} reading={reading} />
    case 'tree':
      return <ReadModelTree explorer={explorer} tab={tab} view={view} reading={reading} {...(over && { over })} />
    case 'chart':
      return <ReadModelChart explorer={explorer} tab={tab} />
    case 'diff':
      return <ReadModelDiff explorer={explorer} tab={tab} />
  }
}

/** How many rows, at which position, and whether that is the last word. */
function Standing({ explorer, tab, reading }: BodyProps) {
  const { view, stale, shown } = tab
  const playhead = useStore(explorer, (state) => state.playhead)
  if (view === undefined) return <span className="read-model-standing quiet">No state yet</span>
  const at = storePosition(view.position)
  const rests = reading.form === 'table' && !isByColumns(shown) && at !== playhead
  return (
    <span className="read-model-standing" role="status">
      {reading.form === 'table' && `${countText(view.total)} ${view.total === 1 ? 'row' : 'rows'} `}
      <span className="quiet read-model-place">at {countText(view.exact ? at : playhead)}</span>
      {!view.exact && <span className="badge">as far as folded</span>}
      {rests && (
        <span
          className="badge"
          title="Sorting and filtering by anything but a declared column waits until the playhead rests"
        >
          when it rests
        </span>
      )}
      {'largeCells' in tab.status && (
        <span className="badge badge-stale" title="Some states are large: see Failures">
          large states
        </span>
      )}
      {stale && (
        <span className="badge badge-stale" title="This is what an earlier source came to">
          Stale
        </span>
      )}
    </span>
  )
}
