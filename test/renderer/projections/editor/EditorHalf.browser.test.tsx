import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { useStore } from 'zustand'
import EditorHalf from '../../../../src/renderer/projections/editor/EditorHalf.tsx'
import type { ExplorerStore } from '../../../../src/renderer/state/explorer-store.ts'
import { MemoryHost } from '../../memory-host.ts'
import { openedExplorer } from '../../opened-explorer.ts'
import { shop } from '../../shop-events.ts'
import '../../../../src/renderer/theme.css'
import '../../../../src/renderer/ui/ui.css'

const source = `import { projection } from 'epoch/projection'

export default projection<{ cents: number }>({
  name: 'Cents',
  init: () => ({ cents: 0 }),
  on: {
    OrderPlaced: (order, e) => { order.cents = e.data.cents },

  },
})
`

function Half({ explorer }: { readonly explorer: ExplorerStore }) {
  const tab = useStore(explorer, ({ projections, activeProjection }) =>
    projections.find(({ id }) => id === activeProjection),
  )
  return tab === undefined ? null : <EditorHalf explorer={explorer} tab={tab} />
}

/** The editor over a shop whose folder has this file. */
async function editing(text = source, file = 'cents.ts') {
  const host = new MemoryHost()
  host.folder.files.set(file, text)
  const opened = await openedExplorer(shop(3), { host })
  await render(
    <div style={{ width: 640, height: 400 }}>
      <Half explorer={opened.explorer} />
    </div>,
  )
  const editor = page.getByRole('textbox', { name: 'Projection source' })
  await expect.element(editor).toBeVisible()
  return { ...opened, editor, status: page.getByRole('status') }
}

/** The machine may be busy with other things than this page. */
const patient = { timeout: 20_000 }

/** TypeScript and its libraries come to the page only once. */
const FIRST_TYPES_MS = 90_000

const lines = (): readonly string[] => [...document.querySelectorAll('.cm-line')].map((line) => line.textContent)

/** Puts the cursor at the end of a line, from 1. */
async function goTo(line: number): Promise<void> {
  await page.getByRole('textbox', { name: 'Projection source' }).click()
  await userEvent.keyboard('{Control>}{Home}{/Control}')
  for (let at = 1; at < line; at++) await userEvent.keyboard('{ArrowDown}')
  await userEvent.keyboard('{End}')
}

/** Takes a completion that is offered. Keys that come at once with the list are still the text's, so it is pressed until it is taken. */
async function choose(label: string): Promise<void> {
  const option = page.getByRole('listbox', { name: 'Completions' }).getByRole('option', { name: label })
  await expect.element(option).toBeVisible()
  option.element().dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }))
}

test(
  'a source that fits the events of the store has no problems',
  async () => {
    const { status } = await editing()
    await expect.element(status.getByText('No problems'), { timeout: FIRST_TYPES_MS }).toBeVisible()
  },
  FIRST_TYPES_MS,
)

test('a type error is marked, said with its line, and does not keep the source from running', async () => {
  const { explorer, editor, status } = await editing()
  await editor.fill(source.replace('},\n\n', '},\n    PaymentTaken: (order, e) => { order.cents = e.data.cent },\n'))
  await expect.element(status.getByText(/1 problem · line 8: Property 'cent' does not exist/)).toBeVisible()
  await expect.poll(() => document.querySelectorAll('.cm-lintRange-error').length).toBe(1)
  await expect.poll(() => explorer.getState().projections[0]?.source).toContain('e.data.cent }')
  expect(explorer.getState().projections[0]?.status.kind).not.toBe('failed')
})

test('types of events are completed in on, and fields behind e.data', async () => {
  await editing()
  await goTo(8)
  await userEvent.keyboard('Pay')
  const list = page.getByRole('listbox', { name: 'Completions' })
  await expect.element(list.getByRole('option', { name: 'PaymentTaken(state, event)' })).toBeVisible()
  await choose('PaymentTaken(state, event)')
  await userEvent.keyboard('event.data.')
  await choose('cents')
  await expect
    .poll(() => lines().join('\n'), patient)
    .toMatch(/PaymentTaken\(state, event\) \{\n\s+event\.data\.cents\n\s*\},/)
})

test('a field under the pointer is explained by its type and its last values', async () => {
  await editing()
  await expect.element(page.getByText('No problems')).toBeVisible()
  const line = document.querySelectorAll('.cm-line')[6]
  if (line === undefined) throw new Error('there is no such line')
  const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
  let word = texts.nextNode()
  while (word !== null && !word.textContent?.includes('data.cents')) word = texts.nextNode()
  if (word === null) throw new Error('there is no such word')
  const range = document.createRange()
  const end = (word.textContent?.indexOf('data.cents') ?? 0) + 'data.cents'.length
  range.setStart(word, end - 2)
  range.setEnd(word, end)
  const { left, top } = range.getBoundingClientRect()
  const box = line.getBoundingClientRect()
  await page.elementLocator(line).hover({ position: { x: left - box.left + 3, y: top - box.top + 5 } })
  await expect
    .poll(() => document.querySelector('.source-explanation')?.textContent, patient)
    .toBe('(property) cents: numberLast: 300, 200, 100.')
})

test('problems are listed by keyboard, and the editor is left by Escape and Tab', async () => {
  const { editor, status } = await editing(source.replace('e.data.cents', 'e.data.cent'))
  await expect.element(status.getByText(/1 problem/)).toBeVisible()
  await status.getByRole('button').click()
  await expect.element(page.getByRole('listbox', { name: 'Diagnostics' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await editor.click()
  await userEvent.keyboard('{Escape}{Tab}')
  await expect.element(editor).not.toHaveFocus()
})

test('what another editor writes shows, with the cursor where it was', async () => {
  const { host, editor } = await editing()
  await goTo(7)
  host.folder.change('cents.ts', source.replace('Cents', 'Dollars'))
  await expect.element(editor.getByText("'Dollars'")).toBeVisible()
  await userEvent.keyboard('// here')
  await expect.poll(lines, patient).toContain('    OrderPlaced: (order, e) => { order.cents = e.data.cents },// here')
})

test('a file that is deleted is said to be, and saved again by a click', async () => {
  const { host } = await editing()
  host.folder.change('cents.ts', undefined)
  const note = page.getByRole('alert')
  await expect.element(note.getByText('cents.ts was deleted in its folder.')).toBeVisible()
  await note.getByRole('button', { name: 'Save it again' }).click()
  await expect.poll(() => host.folder.files.get('cents.ts')).toBe(source)
  await expect.element(note).not.toBeInTheDocument()
})

test("KurrentDB's JavaScript is known by its own words, and by the events of the store", async () => {
  const kurrent =
    "fromCategory('order').when({\n  $init() { return { cents: 0 } },\n  OrderPlaced(s, e) { s.cents += e.data.cent }\n})\n"
  const { status } = await editing(kurrent, 'cents.js')
  await expect.element(status.getByText(/1 problem · line 3: Property 'cent' does not exist/)).toBeVisible()
})
