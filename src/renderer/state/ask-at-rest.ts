import type { StoreApi } from 'zustand/vanilla'
import type { Activity } from './activity.ts'
import { type Asked, NOTHING_ASKED, OneQuestion } from './asked.ts'
import type { Clock } from './clock.ts'
import type { AskOptions } from './projection-port.ts'

/** How long a question must stay the same before it is asked: what one only scrubs past is not. */
const REST_MS = 120

interface StandingQuestion<State, Question, Answer> {
  /** What is to be known; nothing where nothing is. Called at every change of the state. */
  wanted(state: State): Question | undefined
  ask(question: Question, options: AskOptions): Promise<Answer>
  /** Called with `asking` as soon as another question is wanted. */
  tell(asked: Asked<Answer>, id: string): void
}

/**
 * Keeps the answer to a question that follows from the state: asks again whenever it is another one, which its `id` says, and has
 * stayed so for a moment. An answer to what is wanted no longer is told to nobody.
 */
export function askAtRest<State, Question extends { readonly id: string }, Answer>(
  api: Pick<StoreApi<State>, 'getState' | 'subscribe'>,
  { clock, activity }: { readonly clock: Clock; readonly activity: Activity },
  { wanted, ask, tell }: StandingQuestion<State, Question, Answer>,
): void {
  let id = ''
  let stopResting = (): void => {}
  const question = new OneQuestion<Answer>((asked) => tell(asked, id))

  function rest(next: Question): void {
    const done = activity.begin()
    const stop = clock.after(REST_MS, () => {
      done()
      question.ask((options) => ask(next, options))
    })
    stopResting = () => {
      stop()
      done()
    }
  }

  api.subscribe(() => {
    const next = wanted(api.getState())
    const nextId = next?.id ?? ''
    if (nextId === id) return
    stopResting()
    id = nextId
    question.stop()
    if (next === undefined) return tell(NOTHING_ASKED, id)
    tell({ kind: 'asking' }, id)
    rest(next)
  })
}
