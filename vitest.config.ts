import { tmpdir } from 'node:os'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { sandboxFrame } from './scripts/sandbox-frame.ts'
import { chromiumArgs, findChromium } from './src/cli/chromium.ts'

const executablePath = findChromium()

/** Tests that start processes of their own: too slow for every check, never left out of `npm test`. */
const processTests = 'test/**/*.process.test.ts'
const elsewhere = ['test/**/*.browser.test.ts', 'test/e2e/**']

const node = {
  environment: 'node' as const,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // Threads and processes that load the same modules start in half the time.
  env: { NODE_COMPILE_CACHE: join(tmpdir(), 'epoch-compile-cache') },
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...node, name: 'node', include: ['test/**/*.test.ts'], exclude: [...elsewhere, processTests] } },
      { test: { ...node, name: 'process', include: [processTests], testTimeout: 120_000 } },
      ...(executablePath === undefined
        ? []
        : [
            {
              plugins: [react(), sandboxFrame()],
              optimizeDeps: {
                include: [
                  'react',
                  'react-dom/client',
                  'react/jsx-dev-runtime',
                  'vitest-browser-react',
                  'zustand',
                  'zustand/react/shallow',
                  'cmdk',
                  'lucide-react',
                  'react-resizable-panels',
                  '@tanstack/react-virtual',
                  '@codemirror/autocomplete',
                  '@codemirror/commands',
                  '@codemirror/lang-javascript',
                  '@codemirror/language',
                  '@codemirror/lint',
                  '@codemirror/state',
                  '@codemirror/view',
                  'typescript-editor',
                ],
              },
              test: {
                name: 'browser',
                include: ['test/**/*.browser.test.tsx', 'test/**/*.browser.test.ts'],
                testTimeout: 30_000,
                browser: {
                  enabled: true,
                  headless: true,
                  // The window does not scroll as a whole, so what is tested has to fit.
                  viewport: { width: 1280, height: 800 },
                  screenshotFailures: false,
                  provider: playwright({ launchOptions: { executablePath, args: [...chromiumArgs()] } }),
                  instances: [{ browser: 'chromium' as const }],
                },
              },
            },
          ]),
    ],
  },
})
