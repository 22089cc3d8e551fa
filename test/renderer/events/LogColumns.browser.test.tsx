import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { shop } from '../shop-events.ts'
import { cellsAt, heads, shownLog } from './shown-log.tsx'

const first = ['Position', 'Time (UTC)', 'Type', 'Stream @ version', 'Data']

function widthOf(name: string): number {
  return page.getByRole('columnheader', { name }).element().getBoundingClientRect().width
}

test('a column is made of a payload path, with numbers at the right and as they are stored', async () => {
  const { rest } = await shownLog(shop(20))
  await userEvent.click(page.getByRole('button', { name: 'Columns' }))
  const field = page.getByRole('combobox', { name: 'Column of a payload path' })
  await field.fill('total')
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveAttribute('aria-invalid', 'true')
  await expect.element(field).toHaveAccessibleDescription(/^Column 1: expected a path/)
  await field.fill('data.big')
  await userEvent.keyboard('{Enter}')
  await rest()
  expect(heads()).toEqual([...first.slice(0, 4), 'data.big', 'Data'])
  expect(cellsAt(39)[4]).toBe('12345678901234567890')
  const cell = page.getByRole('gridcell', { name: '12345678901234567890', exact: true }).first()
  expect(getComputedStyle(cell.element()).textAlign).toBe('end')
})

test('columns are hidden and shown by their boxes, all but the last', async () => {
  const { rest } = await shownLog(shop(5))
  await userEvent.click(page.getByRole('button', { name: 'Columns' }))
  await userEvent.click(page.getByRole('checkbox', { name: 'Version', exact: true }))
  for (const name of ['Position', 'Time (UTC)', 'Type', 'Stream @ version', 'Data'])
    await userEvent.click(page.getByRole('checkbox', { name }))
  await rest()
  expect(heads()).toEqual(['Version'])
  await expect.element(page.getByRole('checkbox', { name: 'Version', exact: true })).toBeDisabled()
  await userEvent.click(page.getByRole('button', { name: 'As at first' }))
  expect(heads()).toEqual(first)
})

test('a column is moved by keys, and the keys stay with it', async () => {
  await shownLog(shop(5))
  const type = page.getByRole('columnheader', { name: 'Type' }).getByRole('button')
  type.element().focus()
  await userEvent.keyboard('{Control>}{ArrowLeft}{/Control}')
  expect(heads().slice(0, 3)).toEqual(['Position', 'Type', 'Time (UTC)'])
  await expect.element(type).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(page.getByRole('columnheader', { name: 'Time (UTC)' }).getByRole('button')).toHaveFocus()
})

test('a column is dragged to another place', async () => {
  await shownLog(shop(5))
  const data = page.getByRole('columnheader', { name: 'Data' })
  const button = data.getByRole('button')
  const { left, top } = button.element().getBoundingClientRect()
  const { left: typeLeft } = page.getByRole('columnheader', { name: 'Type' }).element().getBoundingClientRect()
  drag(button.element(), left + 20, typeLeft + 5, top + 10)
  await expect.poll(heads).toEqual(['Position', 'Time (UTC)', 'Data', 'Type', 'Stream @ version'])
})

test('the edge of a column sets its width by keys and by dragging, and leaves it to itself again', async () => {
  const { explorer } = await shownLog(shop(5))
  const edge = page.getByRole('separator', { name: 'Width of Type' })
  const before = widthOf('Type')
  edge.element().focus()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  expect(widthOf('Type')).toBeCloseTo(before + 16, 0)
  const { left, top } = edge.element().getBoundingClientRect()
  drag(edge.element(), left + 4, left - 56, top + 5)
  await expect.poll(() => widthOf('Type')).toBeCloseTo(before - 44, 0)
  await expect.element(edge).toHaveAttribute('aria-valuetext', `${Math.round(before - 44)} pixels`)
  edge.element().focus()
  await userEvent.keyboard('{Enter}')
  expect(explorer.getState().columns.every(({ widthPx }) => widthPx === undefined)).toBe(true)
})

test('more columns than fit are reached by scrolling sideways', async () => {
  const { grid, rest, explorer } = await shownLog(shop(5))
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) explorer.getState().showColumn(`data.${name}`)
  await rest()
  const element = grid.element()
  expect(element.scrollWidth).toBeGreaterThan(element.clientWidth)
  element.scrollLeft = 10_000
  const head = page.getByRole('columnheader', { name: 'Data', exact: true }).element().getBoundingClientRect()
  const cell = page
    .getByRole('row', { name: /^ ?10 / })
    .getByRole('gridcell')
    .last()
    .element()
    .getBoundingClientRect()
  expect(cell.left).toBeCloseTo(head.left, 0)
  expect(head.right).toBeLessThanOrEqual(element.getBoundingClientRect().right + 1)
})

test('an active cell that is out of sight comes into it', async () => {
  const { grid, rest, explorer } = await shownLog(shop(5))
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) explorer.getState().showColumn(`data.${name}`)
  await rest()
  grid.element().focus()
  await userEvent.keyboard(`{Home}${'{ArrowRight}'.repeat(11)}`)
  const active = (): DOMRect | undefined =>
    document.getElementById(grid.element().getAttribute('aria-activedescendant') ?? '')?.getBoundingClientRect()
  const { left, right } = grid.element().getBoundingClientRect()
  await expect.poll(() => active()?.right).toBeLessThanOrEqual(right + 1)
  await userEvent.keyboard('{ArrowLeft}'.repeat(10))
  await expect.poll(() => active()?.left).toBeGreaterThanOrEqual(left - 1)
})

test('what is masked is masked in previews and in columns', async () => {
  const { rest, explorer } = await shownLog(shop(5))
  explorer.getState().showColumn('data.cents')
  explorer.getState().maskPath('data.cents')
  await rest()
  expect(cellsAt(9).slice(4)).toEqual(['***', '{"cents":"***","big":12345678901234567890}'])
})

test('while masked values are shown, a cell that has one is neither copied nor filtered by', async () => {
  const { rest, explorer } = await shownLog(shop(5))
  explorer.getState().showColumn('data.cents')
  explorer.getState().maskPath('data.cents')
  explorer.getState().revealMasked()
  await rest()
  const [cents = '', preview = ''] = cellsAt(9).slice(4)
  expect(cents).toBe('500')
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  await userEvent.click(page.getByRole('gridcell', { name: cents, exact: true }).first(), { button: 'right' })
  const byValue = page.getByRole('menuitem', { name: /^Filter by this value/ })
  await expect.element(byValue).toHaveAttribute('aria-disabled', 'true')
  await userEvent.click(page.getByRole('menuitem', { name: 'Copy this value' }))
  expect(copied.mock.calls).toEqual([['***']])
  await userEvent.click(page.getByRole('gridcell', { name: preview, exact: true }).first(), { button: 'right' })
  const copy = page.getByRole('menuitem', { name: /^Copy this value/ })
  await expect.element(copy).toHaveAttribute('aria-disabled', 'true')
  copied.mockRestore()
})

test('a cell’s value narrows the log and is excluded from it, by the mouse and by keys', async () => {
  const { grid, rest, explorer } = await shownLog(shop(5))
  await userEvent.click(page.getByRole('gridcell', { name: 'order-4 @1' }), { button: 'right' })
  await userEvent.click(page.getByRole('menuitem', { name: 'Filter by this value' }))
  await rest()
  expect(explorer.getState().filterText).toBe('stream:order-4')
  await expect.element(grid).toHaveAttribute('aria-rowcount', '2')
  explorer.getState().setView({})
  await rest()
  grid.element().focus()
  await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}{ArrowRight}')
  const active = document.getElementById(grid.element().getAttribute('aria-activedescendant') ?? '')
  expect(active?.textContent).toBe('OrderPlaced')
  await userEvent.keyboard('{Shift>}{F10}{/Shift}')
  await expect.element(page.getByRole('menuitem', { name: 'Filter by this value' })).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await rest()
  expect(explorer.getState().filterText).toBe('-type:OrderPlaced')
})

function drag(element: Element, fromPx: number, toPx: number, yPx: number): void {
  const at = (type: string, clientX: number): boolean =>
    element.dispatchEvent(
      new PointerEvent(type, {
        clientX,
        clientY: yPx,
        pointerId: 1,
        button: 0,
        buttons: 1,
        bubbles: true,
        isPrimary: true,
      }),
    )
  const { setPointerCapture } = HTMLElement.prototype
  // A pointer that no person moves cannot be captured.
  HTMLElement.prototype.setPointerCapture = () => {}
  at('pointerdown', fromPx)
  at('pointermove', (fromPx + toPx) / 2)
  at('pointermove', toPx)
  at('pointerup', toPx)
  HTMLElement.prototype.setPointerCapture = setPointerCapture
}
