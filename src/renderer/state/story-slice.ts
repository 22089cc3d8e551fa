import type { ExplorerDeps, ExplorerState, Slice } from './explorer-store.ts'
import type { ProjectionTab } from './projection-tab.ts'
import { readingOf } from './reading-slice.ts'
import { findDoubleRefund, type StoryFault } from './story-fault.ts'
import { mendedSource, refundLine, revenuePerOrder, STORY_FILE, unmendedSource } from './story-source.ts'
import { activeWhatIf } from './what-if-slice.ts'

export const storySteps = ['why', 'mend', 'what-if'] as const

/** A prompt of the demo: what made the dip, what mends the projection, what if it had not happened. */
export type StoryStep = (typeof storySteps)[number]

export interface StorySlice {
  /** What there is to be found in the demo; absent in any other store, and until it is known. */
  readonly storyFault: StoryFault | undefined
  /** `new` until the demo was opened at its fault, or where a link leads in it. */
  readonly storyStage: 'new' | 'told' | 'dismissed'
  /** The prompts whose state was reached, by whatever way. */
  readonly storyDone: readonly StoryStep[]
  /** In how many orders the mended projection differs from what it was; absent until that was compared. */
  readonly storyDiffers: number | undefined

  /** Does what a prompt asks for. */
  readonly doStoryStep: (step: StoryStep) => void
  readonly dismissStory: () => void
  /** Goes back to the fault, and shows the prompts from the first on. */
  readonly restartStory: () => void
}

const untold = {
  storyFault: undefined,
  storyStage: 'new',
  storyDone: [],
  storyDiffers: undefined,
} satisfies Partial<StorySlice>

export const createStorySlice: Slice<StorySlice> = (deps) => (set, get, api) => {
  /** Lets the store settle what it opens first: the story's projection comes beside that. */
  function isReady({ storyFault, storyStage, projections }: ExplorerState): boolean {
    return storyFault !== undefined && storyStage === 'new' && projections.length > 0
  }

  function tell(fault: StoryFault): void {
    set({ storyStage: 'told' })
    openProjection(get())
    const tab = storyTab(get())
    if (tab === undefined) return
    const { queryTable, setReadForm, scrubTo, showSide } = get()
    setReadForm(tab.id, 'table')
    queryTable(tab.id, { sort: { field: { column: 'revenue' }, descending: false } })
    scrubTo(fault.second)
    showSide('event')
  }

  function tick(step: StoryStep): void {
    if (!get().storyDone.includes(step)) set(({ storyDone }) => ({ storyDone: [...storyDone, step] }))
  }

  deps.link.onLeave(() => set(untold))

  api.subscribe((state, before) => {
    if (state.session !== before.session) lookForFault(deps, state, (storyFault) => set({ storyFault }))
    const { storyFault } = state
    if (storyFault === undefined) return
    if (isReady(state)) return state.cameByLink ? set({ storyStage: 'told' }) : tell(storyFault)
    if (state.storyStage !== 'told') return
    if (isExplained(state, storyFault)) tick('why')
    if (isUndone(state, storyFault)) tick('what-if')
    const tab = storyTab(state)
    if (tab !== undefined && tab.source !== revenuePerOrder && tab.runs !== storyTab(before)?.runs)
      compareAnew(get(), tab.id)
    const differs = differing(state, storyFault)
    if (differs !== undefined && differs !== state.storyDiffers) {
      set({ storyDiffers: differs })
      tick('mend')
    }
  })

  return {
    ...untold,

    doStoryStep(step) {
      const { storyFault } = get()
      openProjection(get())
      const tab = storyTab(get())
      if (storyFault !== undefined && tab !== undefined) stepMoves[step](get(), tab, storyFault)
    },
    dismissStory: () => set({ storyStage: 'dismissed' }),
    restartStory() {
      const { storyFault } = get()
      if (storyFault === undefined) return
      get().activateWhatIf(undefined)
      set({ storyDone: [], storyDiffers: undefined, selected: undefined, selectedRow: undefined })
      tell(storyFault)
      const tab = storyTab(get())
      if (tab !== undefined && isMended(tab)) get().editProjection(tab.id, unmendedSource(tab.source))
    },
  }
}

const stepMoves: Readonly<Record<StoryStep, (state: ExplorerState, tab: ProjectionTab, fault: StoryFault) => void>> = {
  why({ openCell, scrubTo }, { id }, { order, second }) {
    scrubTo(second)
    openCell(id, order)
  },
  mend({ editProjection, showLine, setReadForm, setDiffKind, scrubTo }, { id, source }, { second }) {
    scrubTo(second)
    setDiffKind('projections')
    setReadForm(id, 'diff')
    editProjection(id, mendedSource(source))
    showLine(id, refundLine(source))
  },
  // Where the projection is mended there is no dip to close.
  'what-if'({ editProjection, setReadForm, queryTable, addWhatIfWithout, seeWhatIf, scrubTo }, tab, { second, order }) {
    scrubTo(second)
    if (isMended(tab)) editProjection(tab.id, unmendedSource(tab.source))
    setReadForm(tab.id, 'table')
    queryTable(tab.id, { text: order })
    addWhatIfWithout([second])
    seeWhatIf('what-if')
  },
}

function lookForFault(
  { link }: ExplorerDeps,
  { session }: ExplorerState,
  tell: (fault: StoryFault | undefined) => void,
): void {
  if (session.kind !== 'open' || session.store.origin !== 'demo') return
  void link.inBackground(async () => tell(await findDoubleRefund(link)))
}

function openProjection(state: ExplorerState): void {
  const { projectionFolder, activateProjection, addProjection, openProjectionFile } = state
  const open = storyTab(state)
  if (open !== undefined) activateProjection(open.id)
  else if (projectionFolder?.files.some(({ name }) => name === STORY_FILE)) openProjectionFile(STORY_FILE)
  else addProjection(revenuePerOrder)
}

function storyTab({ projections }: ExplorerState): ProjectionTab | undefined {
  return projections.find(({ file }) => file === STORY_FILE)
}

function isMended({ source }: ProjectionTab): boolean {
  return unmendedSource(source) !== source
}

/** Compares the projection with what it was at first. */
function compareAnew({ activeProjection, versions, chooseOther, compareProjections }: ExplorerState, id: number): void {
  if (activeProjection !== id) return
  const first = versions[id]?.find(({ source }) => source === revenuePerOrder)
  if (first !== undefined) chooseOther(id, { kind: 'version', version: first.number })
  compareProjections()
}

/** The order's cell is open and says which event set each of its values, or that event was selected. */
function isExplained(state: ExplorerState, { order, second }: StoryFault): boolean {
  const tab = storyTab(state)
  if (tab === undefined || state.activeProjection !== tab.id) return false
  if (state.selected === second) return true
  const { form, key } = readingOf(state, tab.id)
  const { asked } = state.blame
  return (
    form === 'tree' &&
    key === order &&
    asked.kind === 'answered' &&
    asked.answer.leaves.some(({ position }) => position === second)
  )
}

/** A what-if in which one of the two did not happen is laid over the history, and the projection has caught up with it. */
function isUndone(state: ExplorerState, { first, second }: StoryFault): boolean {
  const skipped = activeWhatIf(state)?.skip ?? []
  return (skipped.includes(second) || skipped.includes(first)) && storyTab(state)?.beside?.status.kind === 'live'
}

function differing(state: ExplorerState, { order }: StoryFault): number | undefined {
  const { comparison } = state
  const tab = storyTab(state)
  if (tab === undefined || state.activeProjection !== tab.id || comparison.kind !== 'answered') return undefined
  const { cells, total } = comparison.answer
  return cells.some(({ key }) => key === order) ? total : undefined
}
