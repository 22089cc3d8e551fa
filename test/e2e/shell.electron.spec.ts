import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test } from '@playwright/test'
import { electronBinary } from '../../src/cli/electron-binary.ts'
import { idle, playhead } from './journey.ts'

const binary = electronBinary()
test.skip(binary === undefined, 'the Electron binary is not installed (npx install-electron fetches it)')

test('the shell opens the demo, and its playhead scrubs', async () => {
  const home = mkdtempSync(join(tmpdir(), 'epoch-shell-'))
  const app = await _electron.launch({
    ...(binary && { executablePath: binary }),
    args: ['.'],
    env: { ...process.env, EPOCH_HOME: home },
  })
  const page = await app.firstWindow()
  await expect(page.getByRole('grid', { name: 'Events' })).toBeVisible({ timeout: 60_000 })
  await idle(page)
  await page.getByRole('slider', { name: 'Position' }).focus()
  await page.keyboard.press('Home')
  await idle(page)
  expect(await playhead(page)).toBe(0)
  await app.close()
})
