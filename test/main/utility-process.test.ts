import { pathToFileURL } from 'node:url'
import { expect, test, vi } from 'vitest'
import { startUtilityProcess } from '../../src/main/utility-process.ts'
import { utilityProcess } from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

function start() {
  const process = startUtilityProcess(pathToFileURL('/built/foreign-process.js'))
  const child = utilityProcess.forked.at(-1)
  if (child === undefined) throw new Error('nothing was forked')
  return { process, child }
}

test('texts go both ways, and what is no text does not come from Epoch', () => {
  const { process, child } = start()
  const read: string[] = []
  process.onText((text) => read.push(text))
  process.send('question')
  child.emit('message', 'answer')
  child.emit('message', { not: 'text' })
  expect([child.received, read]).toEqual([['question'], ['answer']])
})

test('its end is told with its code', () => {
  const { process, child } = start()
  const codes: (number | null)[] = []
  process.onExit((code) => codes.push(code))
  child.emit('exit', 7)
  expect(codes).toEqual([7])
})

test('a process that has not begun is told to end, one that has is ended, one that is gone is left', () => {
  const { process: own, child } = start()
  own.kill()
  expect(child.killed).toBe(1)
  const kill = vi.spyOn(process, 'kill').mockImplementation((pid) => {
    if (pid === 2) throw Object.assign(new Error('gone'), { code: 'ESRCH' })
    return true
  })
  child.pid = 1
  own.kill()
  child.pid = 2
  own.kill()
  expect(kill.mock.calls).toEqual([
    [1, 'SIGKILL'],
    [2, 'SIGKILL'],
  ])
  kill.mockRestore()
})
