import { expect, test } from 'vitest'
import { RecentCache } from '../../src/projection/recent-cache.ts'

test('what was used of late stays, and all of it together has a bound', () => {
  const cache = new RecentCache<number, string>(100, (text) => text.length)
  for (let key = 0; key < 1000; key++) {
    cache.put(key, 'x'.repeat(10))
    expect(cache.get(0)).toBe('x'.repeat(10))
  }
  const kept = Array.from({ length: 1000 }, (_, key) => key).filter((key) => cache.get(key) !== undefined)
  expect(kept.length).toBeLessThanOrEqual(11)
  expect(kept).toContain(999)
  cache.clear()
  expect(cache.get(999)).toBeUndefined()
})

test('a newer value takes an older one’s place', () => {
  const cache = new RecentCache<string, string>(1000, (text) => text.length)
  cache.put('a', 'one')
  cache.put('a', 'two')
  expect(cache.get('a')).toBe('two')
})
