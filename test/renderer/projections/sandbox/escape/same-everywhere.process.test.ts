import type { Page } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SandboxSite } from './sandbox-site.ts'

const places = [
  { zone: 'UTC', language: 'en-US' },
  { zone: 'Asia/Kathmandu', language: 'de' },
  { zone: 'America/St_Johns', language: 'tr' },
]

const PAGES = [1, 7, 1000]
const POSITIONS = [1, 255, 256, 257, 600]

/** What handlers return that could be another thing on another machine, at another time, or folded in other parts. */
const asked: Readonly<Record<string, string>> = {
  now: `Date.now()`,
  'a new date': `String(new Date())`,
  'a date’s parts': `[new Date().getHours(), new Date().getDay(), new Date(2026, 6, 1, 3).toISOString(), new Date().getTimezoneOffset()]`,
  'a date that is set': `(() => { const d = new Date(0); d.setHours(5); d.setDate(31); return d.toISOString() })()`,
  'a date without a zone': `[Date.parse('2026-03-29T02:30:00'), Date.parse('March 7, 2026 10:00'), Date.parse('2026-03-29')]`,
  'a date in words': `[new Date().toString(), new Date().toDateString(), new Date().toTimeString(), \`\${new Date()}\`]`,
  'a date in the language': `[new Date().toLocaleString(), new Date().toLocaleDateString(), new Date().toLocaleTimeString(undefined, { timeStyle: 'full' })]`,
  'a date in a zone that is not said': `[new Date().toLocaleString('en', { timeZone: undefined }), new Intl.DateTimeFormat('en', { timeZone: undefined, timeStyle: 'long' }).format(new Date())]`,
  'a date made by Intl': `[new Intl.DateTimeFormat().format(), Intl.DateTimeFormat().resolvedOptions().timeZone, new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' }).format(new Date())]`,
  'a number in the language': `[(1234567.891).toLocaleString(), new Intl.NumberFormat().format(1e6), (10n ** 9n).toLocaleString(), [1.5, 2].toLocaleString()]`,
  capitals: `['istanbul'.toLocaleUpperCase(), 'ISTANBUL'.toLocaleLowerCase()]`,
  'an order of words': `[['ä', 'z', 'a', 'Å', 'i', 'I'].sort((a, b) => a.localeCompare(b)), ['ä', 'z', 'a'].sort(new Intl.Collator().compare)]`,
  'plurals, lists and ago': `[new Intl.PluralRules().select(1), new Intl.ListFormat().format(['a', 'b']), new Intl.RelativeTimeFormat().format(-1, 'day'), new Intl.DisplayNames(undefined, { type: 'region' }).of('TR')]`,
  'the default locale': `[Intl.NumberFormat().resolvedOptions().locale, new Intl.Segmenter().resolvedOptions().locale]`,
  chance: `[Math.random(), Math.random()]`,
  'chance by crypto': `[crypto.randomUUID(), [...crypto.getRandomValues(new Uint8Array(8))]]`,
  Temporal: `globalThis.Temporal ? [String(Temporal.Now.instant()), Temporal.Now.timeZoneId(), String(Temporal.Now.zonedDateTimeISO()), String(Temporal.Now.plainDateISO()), Temporal.Now.instant().toLocaleString()] : 0`,
  'what counts': `({ n: (state.n ?? 0) + Math.random(), seen: e.position, at: Date.now() })`,
  'what others leave alone': `Object.keys(globalThis).concat(typeof performance, typeof navigator, typeof setTimeout)`,
}

const sites: SandboxSite[] = []
const pages: Page[] = []

beforeAll(async () => {
  for (const place of places) {
    const site = await SandboxSite.open(place)
    sites.push(site)
    pages.push(await site.newPage())
  }
})

afterAll(async () => {
  for (const site of sites) await site[Symbol.asyncDispose]()
})

test('the browsers are in places that differ', async () => {
  const zones = pages.map((page) => page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone))
  expect(new Set(await Promise.all(zones)).size).toBe(places.length)
})

test.each(Object.keys(asked))('the same events give the same state everywhere and in any parts: %s', async (name) => {
  const source = `export default { name: 'n', apply: (state, e) => (${asked[name]}) }`
  const states = new Set<string>()
  for (const site of sites) {
    const page = await site.newPage()
    for (const pageEvents of PAGES)
      states.add(
        await page.evaluate(([text, events, positions]) => harness.states(text, events, positions), [
          source,
          pageEvents,
          POSITIONS,
        ] as const),
      )
    await page.close()
  }
  expect([...states]).toHaveLength(1)
})
