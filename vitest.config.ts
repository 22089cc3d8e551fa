import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { sandboxFrame } from './scripts/sandbox-frame.ts'
import { chromiumArgs, findChromium } from './src/cli/chromium.ts'

const executablePath = findChromium()

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', 'test/e2e/**'],
          testTimeout: 30_000,
        },
      },
      ...(executablePath === undefined
        ? []
        : [
            {
              plugins: [react(), sandboxFrame()],
              optimizeDeps: {
                include: ['react', 'react-dom/client', 'react/jsx-dev-runtime', 'vitest-browser-react', 'zustand'],
              },
              test: {
                name: 'browser',
                include: ['test/**/*.browser.test.tsx', 'test/**/*.browser.test.ts'],
                testTimeout: 30_000,
                browser: {
                  enabled: true,
                  headless: true,
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
