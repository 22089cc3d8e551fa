import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { hasDisplay, windowBrowser } from '../../src/cli/browser-window.ts'
import { electronBinary } from '../../src/cli/electron-binary.ts'
import { installElectron } from '../../src/cli/install-electron.ts'

const folder = mkdtempSync(join(tmpdir(), 'epoch-electron-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { signal } = new AbortController()

function packageWith(name: string, installer: string): string {
  const made = join(folder, name)
  mkdirSync(made)
  writeFileSync(join(made, 'install.js'), installer)
  return made
}

describe('electronBinary', () => {
  test('takes the program that ELECTRON_OVERRIDE_DIST_PATH leads to, if it is there', () => {
    const env = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'dist') }
    expect(electronBinary(env)).toBeUndefined()
    mkdirSync(join(folder, 'dist'))
    writeFileSync(join(folder, 'dist', 'electron'), '')
    expect(electronBinary(env)).toMatch(/electron/)
  })
})

describe('installElectron', () => {
  test('answers nothing when the installer succeeds', async () => {
    expect(await installElectron(packageWith('good', ''), { signal })).toBeUndefined()
  })

  test('answers the first line that a failing installer said', async () => {
    const failing = packageWith(
      'failing',
      "console.error('TypeError: fetch failed\\n    at somewhere'); process.exit(1)",
    )
    expect(await installElectron(failing, { signal })).toBe('its download failed (TypeError: fetch failed)')
  })

  test('ends an installer that brings nothing', async () => {
    const stalled = packageWith('stalled', 'setInterval(() => {}, 1000)')
    expect(await installElectron(stalled, { signal, stalledMs: 1000 })).toBe(
      'its download brought nothing for 1 seconds',
    )
  })

  test('answers that there is no installer', async () => {
    expect(await installElectron(join(folder, 'nowhere'), { signal })).toBe('it has no installer')
  })
})

describe('windowBrowser', () => {
  test.each([
    [{}, 'linux', false],
    [{ DISPLAY: '' }, 'linux', false],
    [{ DISPLAY: ':0' }, 'linux', true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
    [{}, 'darwin', true],
    [{}, 'win32', true],
  ] as const)('with %j on %s there is a display: %s', (env, platform, display) => {
    expect(hasDisplay(env, platform)).toBe(display)
  })

  test('needs a browser that is there', () => {
    expect(windowBrowser({ DISPLAY: ':0', EPOCH_CHROMIUM: '/nowhere' })).toBeUndefined()
  })
})
