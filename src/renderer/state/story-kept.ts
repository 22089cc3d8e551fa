import { isObject } from './kept-values.ts'
import { storySteps } from './story-slice.ts'
import type { WorkspacePart } from './workspace-part.ts'

const stages = ['new', 'told', 'dismissed'] as const

/** How far a person is with the demo's prompts. */
export const storyKept: WorkspacePart = {
  watched: ['storyStage', 'storyDone'],
  write: ({ storyStage, storyDone }) => (storyStage === 'new' ? {} : { story: { stage: storyStage, done: storyDone } }),
  read({ story }) {
    if (!isObject(story)) return {}
    const { stage, done } = story
    return {
      storyStage: stages.find((one) => one === stage) ?? 'new',
      storyDone: storySteps.filter((step) => Array.isArray(done) && done.includes(step)),
    }
  },
}
