import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { JsonTree } from '../../../src/renderer/ui/JsonTree.tsx'
import { RawText } from '../../../src/renderer/ui/RawText.tsx'
import '../../../src/renderer/theme.css'

const tree = page.getByRole('tree', { name: 'Data' })

test('of a hundred thousand values only those in sight are in the page, and the last one is a key away', async () => {
  const text = JSON.stringify({ list: Array.from({ length: 100_000 }, (_, at) => ({ at })) })
  await render(<JsonTree label="Data" text={text} />)
  await tree.getByRole('treeitem', { name: 'list: [ 100,000 items ]' }).click()
  expect(tree.getByRole('treeitem').elements().length).toBeLessThan(60)
  await userEvent.keyboard('{End}')
  await expect.element(tree.getByRole('treeitem', { name: '99999: { 1 member }' })).toBeVisible()
  expect(tree.getByRole('treeitem').elements().length).toBeLessThan(60)
})

test('values are shown as they are written: every digit, every escape, a key that is there twice', async () => {
  await render(<JsonTree label="Data" text={'{"n":12345678901234567890,"n":1e400,"t":"\\u0000 \u202e <b>"}'} />)
  for (const name of ['n: 12345678901234567890', 'n: 1e400', 't: "\\u0000 \u202e <b>"'])
    await expect.element(tree.getByRole('treeitem', { name, exact: true })).toBeVisible()
})

test('a value five hundred levels down is opened when it is found', async () => {
  const text = `${'['.repeat(500)}"needle"${']'.repeat(500)}`
  const shown = { offset: text.indexOf('"needle"') }
  await render(<JsonTree label="Data" text={text} find={{ sought: 'needle', shown }} />)
  const row = tree.getByRole('treeitem', { name: '0: "needle"' })
  await expect.element(row).toBeInTheDocument()
  expect(row.element().getAttribute('aria-level')).toBe('501')
  expect(row.element().querySelector('mark')?.textContent).toBe('needle')
})

test('what was closed by hand stays closed until another hit is in it', async () => {
  const text = '{"a":{"b":1},"c":2}'
  const find = { sought: 'b', shown: { offset: text.indexOf('"b"') } }
  const { rerender } = await render(<JsonTree label="Data" text={text} find={find} />)
  await tree.getByRole('treeitem', { name: 'a: {' }).click()
  await expect.element(tree.getByRole('treeitem', { name: 'a: { 1 member }' })).toBeVisible()
  await rerender(<JsonTree label="Data" text={text} find={{ sought: 'b', shown: { ...find.shown } }} />)
  await expect.element(tree.getByRole('treeitem', { name: 'b: 1' })).toBeVisible()
})

test('what is no JSON is shown as it is, and said to be none', async () => {
  await render(<JsonTree label="Data" text={'{"a": <script>'} />)
  await expect.element(page.getByText('This is not JSON; its text as it is stored:')).toBeVisible()
  await expect.element(page.getByRole('region', { name: 'Data' })).toHaveTextContent('{"a": <script>')
})

test('a text of ten million characters is read line by line, up to where a hit is', async () => {
  const text = `${'lorem ipsum '.repeat(800_000)}needle${' dolor sit'.repeat(40)}`
  await render(
    <div style={{ width: 266 }}>
      <RawText label="Raw" text={text} find={{ sought: 'needle', shown: { offset: text.indexOf('needle') } }} />
    </div>,
  )
  const raw = page.getByRole('region', { name: 'Raw' })
  await expect.element(raw.getByText('needle', { exact: true })).toBeVisible()
  expect(raw.element().textContent.length).toBeLessThan(100_000)
})
