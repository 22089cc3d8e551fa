import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll } from 'vitest'

export const repository = fileURLToPath(new URL('../../', import.meta.url))

const needed = [
  'LICENSE',
  'README.md',
  'bin',
  'docs',
  'electron.vite.config.ts',
  'package.json',
  'scripts',
  'src',
  'tsconfig.base.json',
]

const run = promisify(execFile)

/** An application in an empty folder that has installed Epoch from its tarball. */
export interface Application {
  readonly folder: string
  /** Names of the files in the tarball. */
  readonly packed: readonly string[]
}

/**
 * Packs a copy of the repository, so that its `out` is left alone, and installs the tarball in an empty folder; both are deleted after
 * the tests of the file that calls it.
 */
export async function installPackage(): Promise<Application> {
  const root = mkdtempSync(join(tmpdir(), 'epoch-package-'))
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  const clone = join(root, 'clone')
  const folder = join(root, 'application')
  for (const path of needed) cpSync(join(repository, path), join(clone, path), { recursive: true })
  symlinkSync(join(repository, 'node_modules'), join(clone, 'node_modules'), 'dir')
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  const { stdout } = await npm(clone, 'pack', '--json', '--pack-destination', root)
  const [tarball] = JSON.parse(stdout.slice(stdout.indexOf('[\n')))
  await npm(folder, 'install', '--no-audit', '--no-fund', '--prefer-offline', join(root, tarball.filename))
  return { folder, packed: tarball.files.map(({ path }: { readonly path: string }) => path) }
}

async function npm(cwd: string, ...args: readonly string[]): Promise<{ readonly stdout: string }> {
  try {
    return await run('npm', args, { cwd, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' })
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? error.stdout : ''
    throw new Error(`npm ${args.join(' ')} failed: ${said}`, { cause: error })
  }
}
