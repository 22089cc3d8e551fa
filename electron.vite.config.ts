import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { sandboxFrame } from './scripts/sandbox-frame.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// Everything that runs in Node lies flat in out/main, so that a module finds its worker as its sibling there as in src.
export default defineConfig({
  main: {
    build: {
      // The oldest Node that may run it: newer syntax is written in older words.
      target: 'node22.14',
      rollupOptions: {
        input: {
          index: at('./src/main/index.ts'),
          cli: at('./src/cli/cli.ts'),
          epoch: at('./src/library/epoch.ts'),
          'epoch-sqlite': at('./src/library/sqlite.ts'),
          'epoch-projection': at('./src/library/projection.ts'),
          'sqlite-worker': at('./src/backends/sqlite/sqlite-worker.ts'),
          'projection-thread': at('./src/cli/projections/projection-thread.ts'),
          'foreign-process': at('./src/backends/foreign/foreign-process.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { index: at('./src/preload/index.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('./src/renderer'),
    plugins: [react(), sandboxFrame()],
    build: {
      minify: true,
      rollupOptions: { input: { index: at('./src/renderer/index.html') } },
    },
  },
})
