import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { StoryFault } from '../state/story-fault.ts'
import { type StoryStep, storySteps } from '../state/story-slice.ts'
import { countText } from '../ui/count-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import { StoryPrompt } from './StoryPrompt.tsx'
import './story.css'

/** What there is to find in the demo, in three prompts beside everything else; each ticks itself, whatever way it was reached. */
export function StoryPanel({ explorer }: { readonly explorer: ExplorerStore }) {
  const fault = useStore(explorer, (state) => state.storyFault)
  const isTold = useStore(explorer, (state) => state.storyStage === 'told')
  const done = useStore(explorer, (state) => state.storyDone)
  const differs = useStore(explorer, (state) => state.storyDiffers)
  const keptFocus = useKeptFocus<HTMLElement>('.story-steps button')
  if (fault === undefined || !isTold) return null
  const next = storySteps.find((step) => !done.includes(step))
  const texts = textsOf(fault, differs)
  return (
    <section className="story" aria-label="Demo" {...keptFocus}>
      <StoryHead explorer={explorer} isDone={next === undefined} />
      <p className="story-lead">
        {next === undefined
          ? 'The same three moves work on any history: open yours.'
          : `The revenue of ${fault.order} has just fallen below zero: ${moneyText(-fault.cents)}.`}
      </p>
      <ol className="story-steps" aria-live="polite">
        {storySteps.map((step) => (
          <StoryPrompt
            key={step}
            explorer={explorer}
            step={step}
            isDone={done.includes(step)}
            isNext={step === next}
            texts={texts[step]}
          />
        ))}
      </ol>
    </section>
  )
}

interface StoryHeadProps {
  readonly explorer: ExplorerStore
  readonly isDone: boolean
}

function StoryHead({ explorer, isDone }: StoryHeadProps) {
  return (
    <header className="story-head">
      <h2 className="story-title">{isDone ? 'Found, mended and undone' : 'An order lost money'}</h2>
      {isDone && (
        <button type="button" className="button button-small" onClick={() => explorer.getState().restartStory()}>
          Once more
        </button>
      )}
      <IconButton
        icon="close"
        label="Dismiss the demo's prompts"
        title="Dismiss"
        onUse={() => explorer.getState().dismissStory()}
      />
    </header>
  )
}

/** What a prompt says. */
export interface StoryTexts {
  readonly title: string
  readonly ask: string
  readonly move: string
  readonly found: string
}

function textsOf(
  { first, second, order, cents }: StoryFault,
  differs: number | undefined,
): Readonly<Record<StoryStep, StoryTexts>> {
  return {
    why: {
      title: 'Why is this?',
      ask: `Open ${order} in the read model (Enter, or a click on its key): beside each value is the event that set it.`,
      move: 'Open it',
      found: `The refund of ${moneyText(cents)} was recorded at ${countText(first)} and once more at ${countText(second)}, with the same id.`,
    },
    mend: {
      title: 'Mend the projection',
      ask: 'One line of the source adds every refund: += should be =, so that the second changes nothing.',
      move: 'Change the line',
      found: `${differs === 1 ? '1 order differs' : `${countText(differs ?? 0)} orders differ`} from what it was, at this position.`,
    },
    'what-if': {
      title: 'What if it had not happened?',
      ask: 'A what-if leaves the second refund out, and nothing is written to the store.',
      move: 'Leave it out',
      found: 'Without the second refund the order comes to zero: the dip is closed.',
    },
  }
}

function moneyText(cents: number): string {
  return `${cents < 0 ? '−' : ''}${(Math.abs(cents) / 100).toFixed(2)} EUR`
}
