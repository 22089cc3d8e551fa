import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildGitRepository } from '../fixtures/build-git-repository.ts'
import { expect, idle, open, picture, playhead, test } from './journey.ts'

test('a git repository opens as a history: files as streams, commits that caused their events', async ({
  page,
  workplace,
  complaints,
}) => {
  expect(complaints).toEqual([])
  const repository = join(workplace.folder, 'repository')
  mkdirSync(repository)
  buildGitRepository(repository)
  await open(page, await workplace.serve(repository))
  const events = await playhead(page)
  expect(events).toBeGreaterThan(10)
  const tree = page.getByRole('tree', { name: 'Streams' })
  await expect(tree.getByRole('treeitem', { name: /^file\b/ })).toBeVisible()
  await expect(tree.getByRole('treeitem', { name: /^repository\b/ })).toBeVisible()
  const readModel = page.getByRole('region', { name: 'Read model' })
  await expect(readModel.getByRole('row').nth(1)).toBeVisible()
  const grid = page.getByRole('grid', { name: 'Events' })
  await grid
    .getByRole('row', { name: /File(Added|Changed)/ })
    .last()
    .click()
  await idle(page)
  const inspector = page.getByRole('region', { name: 'Event', exact: true })
  await expect(inspector).toContainText('CommitMade')
  await picture(page, 'git-opened')
})

test('the history of Epoch itself opens', async ({ page, workplace, complaints }) => {
  expect(complaints).toEqual([])
  const repository = fileURLToPath(new URL('../..', import.meta.url))
  expect(existsSync(join(repository, '.git'))).toBe(true)
  await open(page, await workplace.serve(repository))
  expect(await playhead(page)).toBeGreaterThan(50)
  await picture(page, 'epoch-itself')
})
