import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bomb, bombs, thefts } from './bombs.ts'
import type { ProjectionOutcome } from './page/harness.ts'
import { SandboxSite } from './sandbox-site.ts'

const EVENTS = 10
/**
 * Code that runs on the page's own thread holds the page until it is stopped, which is after a second of silence. A
 * busy machine holds up any page for a part of that, and not all of them at the same time.
 */
const MAX_PAUSE_MS = 700

let site: SandboxSite
let page: Page
/** Does nothing but beat: what holds it up is the machine. */
let idle: Page

beforeAll(async () => {
  site = await SandboxSite.open()
  page = await site.newPage()
  idle = await site.newPage()
  await page.evaluate(() => harness.addWitness(1000))
})

afterAll(async () => {
  await site[Symbol.asyncDispose]()
})

function fold(source: string): Promise<ProjectionOutcome> {
  return page.evaluate(([text, events]) => harness.fold(text, events), [source, EVENTS] as const)
}

function expectEnd({ endsWith, fails }: Bomb, { end, pollution }: ProjectionOutcome): void {
  expect(pollution).toEqual([])
  if (end.kind === 'failed') {
    expect(endsWith ?? [JSON.stringify(end.error)]).toContain(end.error.code)
    return
  }
  expect(end).toMatchObject({ kind: 'live', position: EVENTS })
  if (end.kind !== 'live') return
  const [first] = end.failures.first
  if (fails === undefined) expect(end.failures).toEqual({ count: 0, first: [] })
  else expect(first?.message).toContain(fails)
}

async function expectWitness(): Promise<void> {
  const counted = await page.evaluate(() => harness.witnessed(500))
  expect(counted).toEqual([['{"n":167}', '{"n":167}', '{"n":166}']])
}

describe('the page and another projection do not feel', () => {
  test.each(bombs)('$name', async (bomb) => {
    await idle.evaluate(() => harness.startHeart())
    const outcome = await fold(bomb.source)
    const idlePauseMs = await idle.evaluate(() => harness.stopHeart())
    expectEnd(bomb, outcome)
    expect(outcome.longestPauseMs).toBeLessThan(MAX_PAUSE_MS + idlePauseMs)
    await expectWitness()
  })
})

describe('the worker’s port is not had', () => {
  test.each(thefts)('$name', async (theft) => {
    const outcome = await fold(theft.source)
    expectEnd(theft, outcome)
    expect(outcome.view?.rows.map(({ json }) => json)).toEqual(['0', '0', '0'])
  })
})
