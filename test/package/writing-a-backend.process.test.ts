import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { repository } from './installed-package.ts'

// docs/writing-a-backend.md, laid out as a source tree of its own beside the real rooms, type-checked and run.

const page = readFileSync(join(repository, 'docs/writing-a-backend.md'), 'utf8')
const files = [...page.matchAll(/```ts (\S+)\n(.*?)```/gs)].map(([, path = '', code = '']) => ({ path, code }))

const root = mkdtempSync(join(tmpdir(), 'epoch-documented-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Folders that the page adds files to. */
const folders = ['src', 'src/backends', 'src/backends/foreign', 'src/backends/foreign/kinds', 'test/backends']
for (const folder of folders) {
  mkdirSync(join(root, folder), { recursive: true })
  for (const name of readdirSync(join(repository, folder)))
    if (!folders.includes(`${folder}/${name}`)) symlinkSync(join(repository, folder, name), join(root, folder, name))
}
for (const name of ['node_modules', 'tsconfig.base.json']) symlinkSync(join(repository, name), join(root, name))
for (const { path, code } of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), code)
}

test('the code on the page has the types that it needs', () => {
  const settings = {
    extends: './tsconfig.base.json',
    compilerOptions: {
      noEmit: true,
      emitDeclarationOnly: false,
      composite: false,
      incremental: false,
      types: ['node'],
      lib: ['ES2024'],
    },
    files: files.map(({ path }) => path).filter((path) => path.startsWith('src/')),
  }
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(settings))
  const tsc = join(repository, 'node_modules/typescript/bin/tsc')
  expect(spawnSync(process.execPath, [tsc, '-p', root], { encoding: 'utf8' }).stdout).toBe('')
})

for (const { path } of files.filter(({ path }) => path.startsWith('test/')))
  await import(pathToFileURL(join(root, path)).href)
