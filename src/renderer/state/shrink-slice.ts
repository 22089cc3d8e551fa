import type { Position } from '../../core/event.ts'
import type { ShrinkInput, Shrunk } from '../../projection/ask/questions.ts'
import { testSource } from '../../projection/ask/test-source.ts'
import { type Asked, OneQuestion } from './asked.ts'
import type { Slice } from './explorer-store.ts'
import { activeTab } from './reading-slice.ts'

/** A search for the smallest history that still does something. */
export interface Shrinking {
  readonly tab: number
  readonly projection: string
  readonly goal: ShrinkInput['goal']
  readonly upTo: Position
  readonly asked: Asked<Shrunk>
}

export interface ShrinkSlice {
  readonly shrinking: Shrinking | undefined

  /** Looks for the fewest events up to a position with which the active projection still reaches the goal. Ends the search before. */
  readonly shrink: (goal: ShrinkInput['goal'], upTo: Position) => void
  /** Ends the search, and forgets what it found. */
  readonly forgetShrinking: () => void
  /** Gives the events to the person, as NDJSON. */
  readonly saveFixture: () => void
  /** Gives the person a vitest test that replays the fixture, to be put beside it and the projection's file. */
  readonly saveTest: () => void
}

export const createShrinkSlice: Slice<ShrinkSlice> =
  ({ saveFile }) =>
  (set, get) => {
    const question = new OneQuestion<Shrunk>((asked) =>
      set(({ shrinking }) => ({ shrinking: shrinking && { ...shrinking, asked } })),
    )
    return {
      shrinking: undefined,

      shrink(goal, upTo) {
        const tab = activeTab(get())
        if (tab === undefined) return
        set({ shrinking: { tab: tab.id, projection: tab.name, goal, upTo, asked: { kind: 'asking' } } })
        question.ask((options) => get().askProjection(tab.id, 'shrink', { goal, upTo }, options))
        get().showSide('history')
      },
      saveFixture() {
        const { shrinking } = get()
        if (shrinking?.asked.kind !== 'answered') return
        saveFile(new Blob([shrinking.asked.answer.fixture], { type: 'application/x-ndjson' }), fixtureName(shrinking))
      },
      saveTest() {
        const { shrinking, projections } = get()
        const tab = projections.find(({ id }) => id === shrinking?.tab)
        if (shrinking === undefined || tab === undefined) return
        const { projection, goal } = shrinking
        const source = testSource({
          projection,
          dialect: 'dialect' in tab.status ? tab.status.dialect : 'epoch',
          engineVersion: tab.engineVersion,
          projectionFile: tab.file,
          fixtureFile: fixtureName(shrinking),
          goal,
        })
        saveFile(new Blob([source], { type: 'text/typescript' }), `${fileName(projection)}-smallest.test.ts`)
      },
      forgetShrinking() {
        question.stop()
        set({ shrinking: undefined })
      },
    }
  }

/** A name for a file with the events, as in `CurrentOrderStatus-smallest.ndjson`. */
function fixtureName({ projection }: Shrinking): string {
  return `${fileName(projection)}-smallest.ndjson`
}

function fileName(projection: string): string {
  return projection.replaceAll(/[^\w-]+/g, '-')
}
