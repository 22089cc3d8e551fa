import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { position } from '../../../src/core/event.ts'
import { StoryPanel } from '../../../src/renderer/story/StoryPanel.tsx'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'
import '../../../src/renderer/ui/ui.css'

const fault = { first: position(9), second: position(11), order: 'order-3', cents: 1250 }

async function panel() {
  const opened = await openedExplorer(shop(6))
  await render(<StoryPanel explorer={opened.explorer} />)
  return opened.explorer
}

const story = page.getByRole('region', { name: 'Demo' })

test('where there is no story there is no panel', async () => {
  await panel()
  await expect.element(story).not.toBeInTheDocument()
})

test('one prompt at a time says what to do, with the money in words', async () => {
  const explorer = await panel()
  explorer.setState({ storyFault: fault, storyStage: 'told' })
  await expect.element(story.getByText('The revenue of order-3 has just fallen below zero: −12.50 EUR.')).toBeVisible()
  await expect.element(story.getByRole('button', { name: 'Open it' })).toBeVisible()
  await expect.element(story.getByRole('button', { name: 'Change the line' })).not.toBeInTheDocument()
  explorer.setState({ storyDone: ['why'] })
  await expect.element(story.getByText(/recorded at 9 and once more at 11/)).toBeVisible()
  await expect.element(story.getByRole('button', { name: 'Change the line' })).toBeVisible()
})

test('the focus stays among the prompts when the one that had it is done', async () => {
  const explorer = await panel()
  explorer.setState({ storyFault: fault, storyStage: 'told' })
  const button = story.getByRole('button', { name: 'Open it' })
  await expect.element(button).toBeVisible()
  button.element().focus()
  explorer.setState({ storyDone: ['why'] })
  await expect.element(story.getByRole('button', { name: 'Show the second refund' })).toHaveFocus()
})

test('when all is done it can be played once more, and at any time dismissed', async () => {
  const explorer = await panel()
  explorer.setState({ storyFault: fault, storyStage: 'told', storyDone: ['what-if', 'mend', 'why'], storyDiffers: 1 })
  await expect.element(story.getByText('1 order differs from what it was, at this position.')).toBeVisible()
  await expect.element(story.getByRole('button', { name: 'Once more' })).toBeVisible()
  await story.getByRole('button', { name: "Dismiss the demo's prompts" }).click()
  await expect.element(story).not.toBeInTheDocument()
  expect(explorer.getState().storyStage).toBe('dismissed')
})
