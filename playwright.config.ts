import { defineConfig } from '@playwright/test'
import { chromiumArgs, findChromium } from './src/cli/chromium.ts'

const executablePath = findChromium()
if (executablePath === undefined)
  console.warn('No Chromium-family browser was found (EPOCH_CHROMIUM names one): the browser journeys are skipped.')

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  timeout: 60_000,
  expect: { timeout: 15_000, toHaveScreenshot: { maxDiffPixelRatio: 0.04, threshold: 0.3, animations: 'disabled' } },
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  workers: 2,
  fullyParallel: false,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  projects: [
    {
      name: 'browser',
      testMatch: '*.browser.spec.ts',
      use: {
        actionTimeout: 20_000,
        browserName: 'chromium',
        viewport: { width: 1440, height: 900 },
        launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: [...chromiumArgs()] },
        trace: 'retain-on-failure',
      },
    },
    { name: 'electron', testMatch: '*.electron.spec.ts' },
  ],
})
