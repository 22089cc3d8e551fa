import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { StoryStep } from '../state/story-slice.ts'
import { Icon } from '../ui/Icon.tsx'
import type { StoryTexts } from './StoryPanel.tsx'

interface StoryPromptProps {
  readonly explorer: ExplorerStore
  readonly step: StoryStep
  readonly isDone: boolean
  /** Whether it is the first that is not done. */
  readonly isNext: boolean
  readonly texts: StoryTexts
}

/** One prompt: what to do while it is the next, what came of it once it is done. */
export function StoryPrompt({ explorer, step, isDone, isNext, texts }: StoryPromptProps) {
  const second = useStore(explorer, (state) => state.storyFault?.second)
  const item = useRef<HTMLLIElement>(null)
  const { doStoryStep, selectEvent } = explorer.getState()

  useEffect(() => {
    if (isNext) item.current?.scrollIntoView({ block: 'nearest' })
  }, [isNext])

  return (
    <li
      ref={item}
      className={isDone ? 'story-step story-step-done' : 'story-step'}
      aria-current={isNext ? 'step' : undefined}
    >
      <span className="story-mark">{isDone && <Icon name="check" />}</span>
      <div className="story-step-body">
        <h3 className="story-step-title">
          {texts.title}
          {isDone && <span className="visually-hidden">, done</span>}
        </h3>
        {isDone && <p>{texts.found}</p>}
        {isNext && <p>{texts.ask}</p>}
        {isNext && (
          <button type="button" className="button button-small button-primary" onClick={() => doStoryStep(step)}>
            {texts.move}
          </button>
        )}
        {isDone && step === 'why' && second !== undefined && (
          <button type="button" className="button button-small" onClick={() => selectEvent(second)}>
            Show the second refund
          </button>
        )}
      </div>
    </li>
  )
}
