import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** Imports that must not be, each planted alone in a file of its room: see the table in docs/architecture.md. */
const forbiddenImports: readonly { readonly from: string; readonly imports: string }[] = [
  { from: 'src/core', imports: 'node:fs' },
  { from: 'src/core', imports: 'react' },
  { from: 'src/core', imports: '../contract/transport.ts' },
  { from: 'src/core', imports: '../projection/engine.ts' },
  { from: 'src/projection', imports: '../contract/transport.ts' },
  { from: 'src/projection', imports: 'zustand' },
  { from: 'src/projection/dialects', imports: '../../backends/open-backend.ts' },
  { from: 'src/projection', imports: '../source/compile-source.ts' },
  { from: 'src/source', imports: '../projection/engine.ts' },
  { from: 'src/source', imports: 'node:fs' },
  { from: 'src/contract', imports: 'ws' },
  { from: 'src/contract', imports: '../projection/engine.ts' },
  { from: 'src/contract', imports: '../host/host.ts' },
  { from: 'src/backends', imports: '../host/host.ts' },
  { from: 'src/backends', imports: 'electron' },
  { from: 'src/backends/sqlite', imports: '../memory/memory-store.ts' },
  { from: 'src/backends/memory', imports: '../sqlite/sqlite-store.ts' },
  { from: 'src/backends/foreign', imports: '../sqlite/sqlite-store.ts' },
  { from: 'src/transfer', imports: '../backends/open-backend.ts' },
  { from: 'src/transfer', imports: 'better-sqlite3' },
  { from: 'src/host', imports: 'electron' },
  { from: 'src/host', imports: '../server/start-server.ts' },
  { from: 'src/host', imports: '../renderer/main.tsx' },
  { from: 'src/main', imports: 'better-sqlite3' },
  { from: 'src/main', imports: '../server/start-server.ts' },
  { from: 'src/preload', imports: 'node:fs' },
  { from: 'src/preload', imports: '../host/host.ts' },
  { from: 'src/server', imports: 'electron' },
  { from: 'src/server', imports: '../cli/cli.ts' },
  { from: 'src/cli', imports: 'react' },
  { from: 'src/cli', imports: '../main/index.ts' },
  { from: 'src/cli', imports: '../library/sqlite.ts' },
  { from: 'src/library', imports: 'better-sqlite3' },
  { from: 'src/library', imports: '../cli/cli.ts' },
  { from: 'src/renderer/state', imports: 'react' },
  { from: 'src/renderer/state', imports: '../events/EventsGrid.tsx' },
  { from: 'src/renderer/connection', imports: '../app/App.tsx' },
  { from: 'src/renderer/events', imports: '../timeline/Timeline.tsx' },
  { from: 'src/renderer/timeline', imports: 'node:fs' },
  { from: 'src/renderer/inspector', imports: '../app/App.tsx' },
  { from: 'src/renderer/mapper', imports: '../exchange/ExportDialog.tsx' },
  { from: 'src/renderer/history', imports: '../projections/ReadModel.tsx' },
  { from: 'src/renderer/projections', imports: '../history/HistoryPanel.tsx' },
  { from: 'src/renderer/events', imports: '../about/AboutDialog.tsx' },
  { from: 'src/renderer/app', imports: '../../backends/open-backend.ts' },
  { from: 'src/renderer/app', imports: 'electron' },
  { from: 'src/renderer/ui', imports: '../state/explorer-store.ts' },
  { from: 'src/renderer/ui', imports: '../../core/event.ts' },
]

/** Names that a room's compiler project must not know. */
const unknownNames: readonly { readonly from: string; readonly name: string }[] = [
  { from: 'src/core', name: 'process' },
  { from: 'src/core', name: 'document' },
  { from: 'src/projection', name: 'process' },
  { from: 'src/projection', name: 'document' },
  { from: 'src/source', name: 'process' },
  { from: 'src/source', name: 'document' },
  { from: 'src/contract', name: 'process' },
  { from: 'src/contract', name: 'WebSocket' },
  { from: 'src/backends', name: 'document' },
  { from: 'src/renderer', name: 'process' },
]

const repository = fileURLToPath(new URL('..', import.meta.url))

/** A copy of the sources with the rules and the tools, to plant violations in. */
function copyOfSources(): string {
  const copy = mkdtempSync(join(tmpdir(), 'epoch-architecture-'))
  for (const name of ['biome.json', 'tsconfig.base.json', 'package.json', 'src'])
    cpSync(join(repository, name), join(copy, name), { recursive: true })
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'), 'junction')
  return copy
}

function run(copy: string, tool: string, args: readonly string[]): Promise<string> {
  const script = join(repository, 'node_modules', tool)
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd: copy, maxBuffer: 1 << 26 }, (_error, stdout, stderr) =>
      resolve(`${stdout}\n${stderr}`),
    )
  })
}

function plant(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

describe('the import rules', () => {
  let copy = ''
  let report: readonly string[] = []

  beforeAll(async () => {
    copy = copyOfSources()
    for (const [index, { from, imports }] of forbiddenImports.entries())
      plant(join(copy, from, `planted-${index}.ts`), `import '${imports}'\n`)
    const output = await run(copy, '@biomejs/biome/bin/biome', [
      'lint',
      '--only=style/noRestrictedImports',
      '--max-diagnostics=none',
      '--reporter=github',
      'src',
    ])
    report = output.split('\n').filter((line) => line.includes('noRestrictedImports'))
  })

  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  test.each(forbiddenImports.map((one, index) => ({ ...one, index })))(
    '$from may not import $imports',
    ({ from, index }) => {
      expect(report.some((line) => line.includes(`${from}/planted-${index}.ts`))).toBe(true)
    },
  )

  test('nothing but the planted files breaks them', () => {
    expect(report.filter((line) => !line.includes('/planted-'))).toEqual([])
  })
})

describe('the compiler projects', () => {
  let copy = ''

  beforeAll(() => {
    copy = copyOfSources()
  })

  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  test.each(unknownNames)('$from does not know $name', async ({ from, name }) => {
    const file = join(copy, from, `names-${name}.ts`)
    plant(file, `export const planted: unknown = ${name}\n`)
    const output = await run(copy, 'typescript/bin/tsc', ['-b', from])
    rmSync(file)
    expect(output).toMatch(new RegExp(`names-${name}\\.ts.*Cannot find name '${name}'`))
  })

  test('core does not reach outside itself even by a path that no rule names', async () => {
    plant(join(copy, 'src/elsewhere/thing.ts'), 'export const thing = 1\n')
    plant(join(copy, 'src/core/reaches-out.ts'), "export { thing } from '../elsewhere/thing.ts'\n")
    expect(await run(copy, 'typescript/bin/tsc', ['-b', 'src/core'])).toMatch(/TS6307/)
  })
})
