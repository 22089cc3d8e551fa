import { describe, expect, test } from 'vitest'
import { compileSource, placeInSource } from '../../src/source/compile-source.ts'
import { loadSource } from './load-source.ts'

describe('a source of one file', () => {
  test('keeps every line on its line', () => {
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
    const { script } = compileSource(new Map([['count.ts', source.join('\n')]]), 'count.ts')
    const lines = script.split('\n')
    expect(lines.findIndex((line) => line.includes('name: "here"'))).toBe(6)
    expect(lines[0]).not.toContain('./a')
  })

  test('names a syntax error with its place', () => {
    expect(() => compileSource(new Map([['count.ts', 'const a = 1\nconst = 2']]), 'count.ts')).toThrow(
      expect.objectContaining({
        code: 'projection-invalid',
        message: 'syntax error: Unexpected token',
        details: { file: 'count.ts', line: 2, column: 7 },
      }),
    )
  })

  test('that imports and exports nothing is a sloppy script, whose names may be those that it is given', () => {
    const source = `
      var emit = 1; function log() { return 010 }; undeclared = this === globalThis
      fromAll().when({ $init: () => ({ emit, log: log(), undeclared }), $any() {} })`
    const { states } = loadSource({ 'mine.js': source }, 'mine.js').fold([{ type: 'X' }])
    expect(states).toEqual({ '': { emit: 1, log: 8, undeclared: true } })
  })

  test('that exports something is a strict module, whose names may be those that it is given', () => {
    const source = `
      const log = function () { return this === undefined }
      function emit() { return 1 }
      export default { name: 'Strict', key: () => 'all', init: () => ({}), apply: () => ({ emit: emit(), strict: log() }) }`
    const { states } = loadSource({ 'mine.ts': source }, 'mine.ts').fold([{ type: 'X' }])
    expect(states).toEqual({ all: { emit: 1, strict: true } })
  })

  test.each(['now.js', 'now.ts'])('in %s keeps the language as it is now', (file) => {
    const source = 'const a = { b: 1_0 }, c = a?.b ?? 1; class D { e = 1; static #f = 2 }; try {} catch {}; export {}'
    const { script } = compileSource(new Map([[file, source]]), file)
    expect(script).toContain('1_0 }, c = a?.b ?? 1; class D { e = 1; static #f = 2 }; try {} catch {}; ')
  })

  test('in JavaScript keeps what TypeScript would read otherwise', () => {
    const source = `
      const f = (a, b) => [a, b], a = 1, b = 2, c = 3
      fromAll().when({ $init: () => f(a < b, c > (a)), $any() {} })`
    expect(loadSource({ 'mine.js': source }, 'mine.js').fold([{ type: 'X' }]).states).toEqual({ '': [true, true] })
  })
})

describe('a source that imports files of its folder', () => {
  const money = 'export const cents = (n: number): number => n * 100'

  test.each(['./money', './money.ts', './money.js', '../shop/money', './sub/../money'])('finds %s', (wanted) => {
    const entry = `import { cents } from '${wanted}'
      export default { name: 'Sum', key: () => 'all', init: () => 0, apply: (n, e) => n + cents(e.data.n) }`
    const { states } = loadSource({ 'shop/sum.ts': entry, 'shop/money.ts': money }, 'shop/sum.ts').fold([
      { type: 'Paid', data: { n: 3 } },
    ])
    expect(states).toEqual({ all: 300 })
  })

  test('may import each other, and itself, in a circle; each file is run once', () => {
    const { states } = loadSource(
      {
        'a.ts': `import { even } from './b'
          export const runs = { a: 0 }; runs.a++
          export const odd = (n: number): boolean => n !== 0 && even(n - 1)
          export default { name: 'Circle', key: () => 'all', init: () => ({}), apply: (_, e) => ({ even: even(e.data.n), ...runs }) }`,
        'b.ts': `import { odd } from './a'
          export const even = (n: number): boolean => n === 0 || odd(n - 1)`,
      },
      'a.ts',
    ).fold([{ type: 'X', data: { n: 6 } }])
    expect(states).toEqual({ all: { even: true, a: 1 } })
  })

  test('has places for the lines of all of them', () => {
    const { script, files } = compileSource(
      new Map([
        ['sum.ts', "import { cents } from './money'\n\nexport default {\n  apply: cents,\n}"],
        ['money.ts', '\n\nexport const cents = 100'],
      ]),
      'sum.ts',
    )
    const lineOf = (text: string): number => script.split('\n').findIndex((line) => line.includes(text)) + 1
    expect(placeInSource(files, lineOf('apply: '))).toEqual({ file: 'sum.ts', line: 4 })
    expect(placeInSource(files, lineOf(' = 100'))).toEqual({ file: 'money.ts', line: 3 })
    expect(placeInSource(files, script.split('\n').length)).toBeUndefined()
  })

  test.each([
    ['lodash', 'a projection imports only'],
    ['node:fs', 'a projection imports only'],
    ['./nowhere', 'there is no such file'],
    ['../../outside', 'there is no such file'],
    ['./constructor', 'there is no such file'],
  ])('is refused where it imports %s', (wanted, why) => {
    const source = `import x from '${wanted}'\nexport default { name: 'N', apply: () => x }`
    expect(() => loadSource({ 'n.ts': source }, 'n.ts')).toThrow(
      expect.objectContaining({
        code: 'projection-invalid',
        message: expect.stringContaining(why),
        details: { member: wanted },
      }),
    )
  })

  test('of which one cannot be parsed names that one', () => {
    const files = { 'a.ts': "import { b } from './b'\nexport default { apply: b }", 'b.ts': 'export const = 1' }
    expect(() => loadSource(files, 'a.ts')).toThrow(
      expect.objectContaining({ details: { file: 'b.ts', line: 1, column: 14 } }),
    )
  })
})

describe('whose dialect a source is in', () => {
  test.each([
    ["KurrentDB's, where it says where events come from", 'fromAll().when({ $any() {} })', 'kurrentdb'],
    [
      "KurrentDB's also where it imports something",
      "import 'epoch/projection'\nfromAll().when({ $any() {} })",
      'kurrentdb',
    ],
    ["Epoch's, where it has a default export", 'export default { name: "N", apply: () => {} }', 'epoch'],
  ])('%s', (_, source, dialect) => {
    expect(loadSource({ 'n.ts': source }, 'n.ts').projection.dialect).toBe(dialect)
  })

  test.each([
    ['both', 'fromAll().when({})\nexport default { name: "N", apply: () => {} }', 'can be only one of them'],
    ['neither', 'const a = 1', 'it is no projection'],
    ['options alone', 'options({})', 'it is no projection'],
    ['another export', 'export const projection = {}', 'it is no projection'],
  ])('is refused for %s', (_, source, why) => {
    expect(() => loadSource({ 'n.ts': source }, 'n.ts')).toThrow(
      expect.objectContaining({ code: 'projection-invalid', message: expect.stringContaining(why) }),
    )
  })

  test("a KurrentDB projection is called as its file, and Epoch's by its name", () => {
    expect(loadSource({ 'orders.js': 'fromAll().when({})' }, 'orders.js').projection.name).toBe('orders')
    expect(loadSource({ 'n.js': 'export default { name: "N", apply() {} }' }, 'n.js').projection.name).toBe('N')
  })

  test("KurrentDB's functions are not there in a projection of Epoch's", () => {
    const source = `
      export default { name: 'N', key: () => 'all', init: () => ({}), apply: () => { emit('a', 'B', {}) } }`
    const { failures } = loadSource({ 'n.ts': source }, 'n.ts').fold([{ type: 'X' }])
    expect(failures.map(({ message }) => message)).toEqual(['ReferenceError: emit is not defined'])
  })
})
