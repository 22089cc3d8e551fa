import { expect } from 'vitest'
import { readMutatedImages } from './hostile/read-mutated-images.ts'
import { fileTest as test } from './sqlite-files.ts'

test('fifty damaged stores are read without a crash, a hang, a failure without a code, or a change to them', async ({
  folder,
}) => {
  const { outcomes, deaths, hangs, untyped, changed } = await readMutatedImages({ folder, images: 50, seed: 1 })
  expect({ deaths, hangs, untyped, changed }).toEqual({ deaths: [], hangs: [], untyped: [], changed: [] })
  expect(Object.keys(outcomes)).toEqual(expect.arrayContaining(['opens', 'store-corrupt']))
})
