import { describe, expect, test } from 'vitest'
import { damagePage } from './damage-page.ts'
import { emmettStoreOf } from './foreign-emmett-store.ts'
import { openStore } from './foreign-kinds/read-store.ts'

function damagedStore(): string {
  const path = emmettStoreOf(...Array.from({ length: 300 }, (_, i) => ({ stream_id: `cart-${i}` })))
  damagePage(path)
  return path
}

describe('a store that SQLite finds damaged', () => {
  test('is refused with what it found', async () => {
    await expect(openStore(damagedStore())).rejects.toMatchObject({
      code: 'store-corrupt',
      details: { finding: expect.stringMatching(/./) },
    })
  })

  test('is read where somebody asks for that, and says so first of all', async () => {
    const { store, opened } = await openStore(damagedStore(), { readDamaged: true })
    expect(opened.kind?.recognised.notes[0]).toMatch(
      /^the file is damaged, so what is shown may be wrong or incomplete: ./,
    )
    expect(await store.log()).toHaveLength(300)
  })

  test('says nothing of damage where there is none', async () => {
    const { opened } = await openStore(emmettStoreOf({}), { readDamaged: true })
    expect(opened.kind?.recognised.notes.join()).not.toContain('damaged')
  })
})
