import { expect, test } from 'vitest'
import { compileProjection } from '../../../../src/renderer/projections/sandbox/compile-projection.ts'

test('every line stays on its line', () => {
  const source = [
    "import type { A } from './a'",
    "import { projection } from 'epoch/projection'",
    '',
    'interface State { n: number }',
    'enum Kind { One, Two }',
    'export default projection<State>({',
    '  name: "here",',
    '})',
  ]
  const lines = compileProjection(source.join('\n')).split('\n')
  expect(lines.findIndex((line) => line.includes('name: "here"'))).toBe(6)
  expect(lines[0]).not.toContain('./a')
})

test('a syntax error is named with its place', () => {
  expect(() => compileProjection('const a = 1\nconst = 2')).toThrow(
    expect.objectContaining({
      code: 'projection-invalid',
      message: 'syntax error: Unexpected token',
      details: { line: 2, column: 7 },
    }),
  )
})
