import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { EpochError } from '../../../src/core/errors.ts'
import { position } from '../../../src/core/event.ts'
import type { StateRow } from '../../../src/projection/state-view.ts'
import { ProjectionPanel } from '../../../src/renderer/projections/ProjectionPanel.tsx'
import type { ProjectionOptions, StartProjection } from '../../../src/renderer/state/projection-port.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'
import '../../../src/renderer/ui/ui.css'

/** Stands in for the sandbox: a source `fail` fails, any other gives `rows` orders, all changed at the position asked for. */
function answering(rows: number): StartProjection {
  return (options: ProjectionOptions) => {
    let { position: at, show } = options
    const answer = (): void => {
      const row = (index: number): StateRow => ({
        key: `order-${index + 1}`,
        json: `{"cents":${(index + 1) * 100}}`,
        columns: [(index + 1) * 100],
        changedAt: at,
      })
      const places = Array.from({ length: Math.min(show.limit, rows - show.from) }, (_, index) => show.from + index)
      options.onView({ position: at, exact: true, total: rows, from: show.from, rows: places.map(row) })
    }
    queueMicrotask(() => {
      if (options.source.startsWith('fail')) {
        const error = {
          code: 'projection-invalid',
          message: 'no default export',
          line: 1,
          position: position(3),
        } as const
        options.onStatus({ kind: 'failed', error })
        return
      }
      const failures = { count: 0, first: [] }
      const name = /name: '(\w+)'/.exec(options.source)?.[1] ?? options.source
      options.onStatus({ kind: 'live', name, dialect: 'epoch', columns: ['cents'], position: at, failures })
      answer()
    })
    return {
      seek(to) {
        at = to
        answer()
      },
      show(wanted) {
        show = wanted
        answer()
      },
      ask: () => Promise.reject(new EpochError('projection-failed', 'this one answers no questions')),
      stop() {},
    }
  }
}

async function projecting(rows = 500) {
  const opened = await openedExplorer(shop(3), { startProjection: answering(rows) })
  opened.explorer.getState().startProjections(['First', 'Second'], 0)
  await render(
    <div style={{ width: 900, height: 360 }}>
      <ProjectionPanel explorer={opened.explorer} />
    </div>,
  )
  return { ...opened, model: page.getByRole('region', { name: 'Read model' }) }
}

test('the read model is a table that says of each row which event changed it last', async () => {
  const { explorer, model } = await projecting()
  await expect.element(model.getByRole('row', { name: 'order-1 #6 100' })).toBeVisible()
  explorer.getState().scrubTo(position(4))
  await expect.element(model.getByText(/at 4$/)).toBeVisible()
  await model
    .getByRole('row', { name: /^order-2 / })
    .getByRole('button', { name: '#4' })
    .click()
  expect(explorer.getState()).toMatchObject({ selected: 4, playhead: 4 })
})

test('rows further down come when they are scrolled to', async () => {
  const { model } = await projecting()
  await expect.element(model.getByText(/^500 rows/)).toBeVisible()
  const scroller = model.getByRole('grid').element().closest('.read-model-scroller')
  scroller?.scrollTo(0, 450 * 24)
  await expect.element(model.getByRole('row', { name: /^order-455 #[0-9,]+ 45500/ })).toBeVisible()
})

test('keys go to rows that are not here yet, and back from a cell the table is where it was', async () => {
  const { explorer, model } = await projecting()
  await expect.element(model.getByText(/^500 rows/)).toBeVisible()
  const grid = model.getByRole('grid')
  grid.element().focus()
  await userEvent.keyboard('{End}')
  const last = grid.getByRole('row', { name: /^order-500 / })
  await expect.element(last).toHaveAttribute('aria-selected', 'true')
  await expect.element(last).toBeInViewport()
  const id = explorer.getState().activeProjection
  explorer.getState().setReadForm(id, 'tree')
  explorer.getState().setReadForm(id, 'table')
  await expect.element(last).toBeInViewport()
  await expect.element(last).toHaveAttribute('aria-selected', 'true')
})

test('tabs go by click and by arrow, and each has its source', async () => {
  await projecting()
  const source = page.getByRole('textbox', { name: 'Projection source' })
  await expect.element(source.getByText(/First/)).toBeVisible()
  await page.getByRole('tab', { name: 'Second' }).click()
  await expect.element(source.getByText(/Second/)).toBeVisible()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(page.getByRole('tab', { name: 'First' })).toHaveAttribute('aria-selected', 'true')
})

test('what is typed is kept and run; a failure is said with its event, over the last good state', async () => {
  const { explorer, model } = await projecting()
  const source = page.getByRole('textbox', { name: 'Projection source' })
  await source.fill('fail')
  await expect
    .element(model.getByRole('alert').getByText(/no default export projection-invalid · line 1/))
    .toBeVisible()
  await expect.element(model.getByText('Stale')).toBeVisible()
  await expect.element(model.getByRole('row', { name: /^order-1 #[0-9,]+ 100/ })).toBeVisible()
  await model.getByRole('alert').getByRole('button', { name: '#3' }).click()
  expect(explorer.getState().selected).toBe(3)
  await source.fill('Third')
  await expect.element(page.getByRole('tab', { name: 'Third' })).toBeVisible()
  await expect.element(model.getByRole('alert')).not.toBeInTheDocument()
})

test('projections are added and closed', async () => {
  await projecting()
  await page.getByRole('button', { name: 'New projection' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Events per stream' }).click()
  await expect
    .element(page.getByRole('textbox', { name: 'Projection source' }).getByText(/EventsPerStream/))
    .toBeVisible()
  expect(page.getByRole('tab').elements()).toHaveLength(3)
  await page.getByRole('tab', { name: 'EventsPerStream' }).click()
  await userEvent.keyboard('{Delete}')
  expect(page.getByRole('tab').elements()).toHaveLength(2)
  await page.getByTitle('Close').click()
  expect(page.getByRole('tab').elements()).toHaveLength(1)
})
