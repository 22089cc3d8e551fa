import { describe, expect, test } from 'vitest'
import { ProgressLine } from '../../src/cli/progress-line.ts'

function progressOn(kind: 'terminal' | 'file') {
  const written: string[] = []
  const clock = { ms: 0 }
  const output = { isTTY: kind === 'terminal', write: (text: string) => written.push(text) }
  return { line: new ProgressLine(output, () => clock.ms), written, clock }
}

describe('ProgressLine', () => {
  test('draws over one line of a terminal, and takes it away at the end', () => {
    const { line, written, clock } = progressOn('terminal')
    line.show({ what: 'Importing a', done: 1, total: 4, note: '7 events' })
    clock.ms += 100
    line.show({ what: 'Importing a', done: 4, total: 4 })
    line.end()
    expect(written).toEqual([
      `\r${'█'.repeat(6)}${'░'.repeat(18)}  Importing a  25 %  7 events\u001b[K`,
      `\r${'█'.repeat(24)}  Importing a  100 %\u001b[K`,
      '\r\u001b[K',
    ])
  })

  test('draws at most ten times a second', () => {
    const { line, written, clock } = progressOn('terminal')
    for (; clock.ms < 1000; clock.ms += 7) line.show({ what: 'a', done: clock.ms })
    expect(written.length).toBeLessThanOrEqual(10)
  })

  test('where there is no terminal, writes a line every five seconds and nothing for what is quick', () => {
    const { line, written, clock } = progressOn('file')
    for (; clock.ms <= 11_000; clock.ms += 500) line.show({ what: 'a', done: clock.ms, total: 20_000 })
    line.end()
    expect(written).toEqual(['a  25 %\n', 'a  50 %\n'])
  })

  test('a total of nothing and more than all are no trouble', () => {
    const { line, written, clock } = progressOn('terminal')
    line.show({ what: 'a', done: 0, total: 0 })
    clock.ms += 100
    line.show({ what: 'a\u001b[31m', done: 9, total: 4 })
    expect(written[0]).toBe('\ra\u001b[K')
    expect(written[1]).toBe(`\r${'█'.repeat(24)}  a\\u{1b}[31m  100 %\u001b[K`)
  })
})
