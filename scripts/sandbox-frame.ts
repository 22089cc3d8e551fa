import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const SHELL = at('../src/renderer/projections/sandbox/frame-shell.ts')
const WORKER = at('../src/renderer/projections/sandbox/worker.ts')
const RUNTIME = 'virtual:sandbox-runtime'

/**
 * The frame that user code runs behind: sandbox.html (emitted in a build, served in development and in vitest's
 * browser mode) and `virtual:sandbox-runtime`, whose default export is the text of the worker's script.
 */
export function sandboxFrame(): Plugin {
  return {
    name: 'epoch-sandbox-frame',
    config: () => ({ optimizeDeps: { include: ['sucrase'] } }),
    resolveId: (id) => (id === RUNTIME ? `\0${RUNTIME}` : undefined),
    async load(id) {
      if (id !== `\0${RUNTIME}`) return undefined
      const script = await bundleScript(WORKER)
      for (const file of script.files) this.addWatchFile(file)
      return `export default ${JSON.stringify(script.text)}`
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'sandbox.html', source: await framePage() })
    },
    configureServer(server) {
      let page: Promise<string> | undefined
      server.watcher.on('change', () => {
        page = undefined
      })
      server.middlewares.use((request, response, next) => {
        if (!(request.url ?? '').split('?')[0]?.endsWith('/sandbox.html')) return next()
        page ??= framePage()
        page.then((html) => response.setHeader('content-type', 'text/html; charset=utf-8').end(html), next)
      })
    },
  }
}

/**
 * The page of the frame, whose policy lets its one script in by hash. With 'self' instead, user code in the worker could
 * import() any path of the host: a request that leaves the sandbox.
 */
async function framePage(): Promise<string> {
  const { text } = await bundleScript(SHELL)
  const hash = createHash('sha256').update(text).digest('base64')
  const policy = `default-src 'none'; script-src 'sha256-${hash}' blob:; worker-src blob:`
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>Projection sandbox</title><script>${text}</script></head></html>`,
  ].join('')
}

interface Script {
  readonly text: string
  /** Every source file in it. */
  readonly files: readonly string[]
}

/** What the worker bounds for the projection, whose script comes after: Epoch's own code keeps what the language has. */
const buffers = [
  ...['ArrayBuffer', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array'],
  ...['Float32Array', 'Float64Array'],
]

/** Makes one classic script of a module and all that it imports. */
async function bundleScript(entry: string): Promise<Script> {
  const intro = `const { ${buffers.join(', ')} } = globalThis;`
  const result = await build({
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    publicDir: false,
    build: { write: false, target: 'esnext', rollupOptions: { input: entry, output: { format: 'iife', intro } } },
  })
  if (!('output' in result) || result.output.length !== 1) throw new Error(`${entry} does not become one script`)
  const [chunk] = result.output
  return { text: chunk.code.trim(), files: chunk.moduleIds }
}
