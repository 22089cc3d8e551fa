import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectionOutcome } from './page/harness.ts'
import { SandboxSite } from './sandbox-site.ts'
import { poisonedNames, strangeStates } from './strange-states.ts'

/** More than one quantum, so that states are recorded. */
const EVENTS = 300

let site: SandboxSite
let page: Page

beforeAll(async () => {
  site = await SandboxSite.open()
  page = await site.newPage()
})

afterAll(async () => {
  await site[Symbol.asyncDispose]()
})

function fold(source: string): Promise<ProjectionOutcome> {
  return page.evaluate(([text, events]) => harness.fold(text, events), [source, EVENTS] as const)
}

describe('a handler that returns', () => {
  test.each(strangeStates)('$name is told so, and the rest goes on', async ({ state, said }) => {
    const { end, view, pollution } = await fold(
      `export default { name: 'n', key: (e) => e.position % 2 ? 'strange' : 'plain', apply: (state, e) => e.position % 2 ? ${state} : e.position }`,
    )
    expect(pollution).toEqual([])
    expect(end, JSON.stringify(end)).toMatchObject({ kind: 'live', position: EVENTS })
    if (end.kind !== 'live') return
    expect(end.failures.count).toBeGreaterThan(0)
    expect(end.failures.first[0]).toMatchObject({ key: 'strange', message: expect.stringContaining(said) })
    expect(view?.rows.find(({ key }) => key === 'plain')?.json).toBe(String(EVENTS))
  })
})

describe('a name that means something to JavaScript', () => {
  test.each(poisonedNames)('counts like any other as a key, a member, a column and a type: %j', async (name) => {
    const written = JSON.stringify(name)
    // No event has a type without characters, or one that is no text.
    const handler = name === '' || name === '\ud800' ? '' : `[${written}]: () => null`
    const { end, view, pollution } = await fold(`
      const before = Object.getOwnPropertyNames(Object.prototype).length
      export default {
        name: 'n',
        key: (e) => [${written}, 'plain'],
        init: (key) => ({ n: 0, key, ...JSON.parse('{' + JSON.stringify(${written}) + ': 1}') }),
        on: { ['__proto__']: () => null, ['constructor']: () => null, Counted: (state) => { state.n++ }, ${handler} },
        columns: { [${written}]: (state) => state.n, more: () => Object.getOwnPropertyNames(Object.prototype).length - before },
      }`)
    expect(pollution).toEqual([])
    expect(end, JSON.stringify(end)).toMatchObject({ kind: 'live', failures: { count: 0 } })
    expect(view?.total).toBe(2)
    expect(view?.rows.map(({ key }) => key)).toEqual([name, 'plain'])
    for (const { key, json, columns } of view?.rows ?? []) {
      expect(JSON.parse(json)).toMatchObject({ n: EVENTS, key })
      expect(json).toContain(`${written}:1`)
      expect(columns).toEqual(name === '0' || name === '-1' ? expect.arrayContaining([EVENTS, 0]) : [EVENTS, 0])
    }
  })
})
