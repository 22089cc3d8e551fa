import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, type ResolvedConfig } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const SHELL = at('../src/renderer/projections/sandbox/frame-shell.ts')
const WORKER = at('../src/renderer/projections/sandbox/worker.ts')
const RUNTIME_ID = '\0virtual:sandbox-runtime'

/**
 * The frame that user code runs behind: sandbox.html (emitted in a build, served in development and in vitest's
 * browser mode) and `virtual:sandbox-runtime`, whose default export is the text of the worker's script.
 *
 * The frame's policy lets its one script in by hash. With 'self' instead, user code in the worker could import() any
 * path of the host: a request that leaves the sandbox.
 */
export function sandboxFrame(): Plugin {
  let config: ResolvedConfig
  return {
    name: 'epoch-sandbox-frame',
    configResolved(resolved) {
      config = resolved
    },
    resolveId(id) {
      return id === 'virtual:sandbox-runtime' ? RUNTIME_ID : undefined
    },
    async load(id) {
      if (id !== RUNTIME_ID) return undefined
      const bundle = await bundleScript(WORKER)
      for (const file of bundle.files) this.addWatchFile(file)
      return `export default ${JSON.stringify(bundle.text)}`
    },
    async generateBundle() {
      if (config.build.ssr !== false) return
      this.emitFile({ type: 'asset', fileName: 'sandbox.html', source: await framePage() })
    },
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const path = (request.url ?? '').split('?')[0]
        if (path?.endsWith('/sandbox.html') !== true) return next()
        try {
          const page = await framePage()
          response.setHeader('content-type', 'text/html; charset=utf-8')
          response.end(page)
        } catch (error) {
          next(error)
        }
      })
    },
  }
}

async function framePage(): Promise<string> {
  const script = (await bundleScript(SHELL)).text
  const hash = createHash('sha256').update(script).digest('base64')
  const policy = `default-src 'none'; script-src 'sha256-${hash}' blob:; worker-src blob:`
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Sandbox</title><script>${script}</script>`
}

interface ScriptBundle {
  readonly text: string
  /** Every source file in it. */
  readonly files: readonly string[]
}

/** One classic script: no import is left in it. */
async function bundleScript(entry: string): Promise<ScriptBundle> {
  const result = await build({
    configFile: false,
    envFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'esnext',
      rollupOptions: { input: entry, output: { format: 'iife' } },
    },
  })
  if (!('output' in result) || result.output.length !== 1) {
    throw new Error(`${entry}: expected one script and got ${JSON.stringify(result).slice(0, 200)}`)
  }
  const [chunk] = result.output
  return { text: chunk.code.trim(), files: chunk.moduleIds }
}
