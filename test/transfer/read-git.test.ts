import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAX_NAME_BYTES, type NewEvent, utf8Length } from '../../src/core/event.ts'
import { linksOf } from '../../src/core/metadata.ts'
import { isGitRepository, readGit } from '../../src/transfer/git/read-git.ts'
import { importHistory } from '../../src/transfer/import-history.ts'
import { addGitCommit, type BuiltRepository, buildGitRepository } from '../fixtures/build-git-repository.ts'
import { collect } from './collect.ts'
import { MemoryImport } from './memory-import.ts'

const folder = mkdtempSync(join(tmpdir(), 'epoch-git-'))
const repository = join(folder, 'fixture')
let built: BuiltRepository
let events: readonly NewEvent[]

beforeAll(async () => {
  mkdirSync(repository)
  built = buildGitRepository(repository)
  events = (await collect(readGit(repository))).events
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface GitData {
  readonly [member: string]: unknown
}

function dataOf(event: NewEvent): GitData {
  return JSON.parse(event.data)
}

function told(stream: string): readonly string[] {
  return events.filter((event) => event.stream === stream).map((event) => event.type)
}

function of(type: string, path: string): GitData & { readonly event: NewEvent } {
  const event = events.find((each) => each.type === type && dataOf(each)['path'] === path)
  if (event === undefined) throw new Error(`no ${type} of ${path}`)
  return { ...dataOf(event), event }
}

function emptyRepository(name: string): string {
  const path = join(folder, name)
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', path])
  return path
}

describe('readGit', () => {
  test('makes the repository the same on every machine', () => {
    expect(built).toEqual({ commits: 8, head: 'b989a6ab02e191768f7d7da0f8de3b2dbe636ead' })
  })

  test('tells every commit once, after its parents', () => {
    const made = events.filter(({ type }) => type === 'CommitMade').map(dataOf)
    expect(made.map(({ message }) => message)).toEqual([
      'Begin\n\nWith a body of\ntwo lines.',
      'Grow the app',
      'Move things',
      'Work on main',
      'Work on the side',
      'Merge side',
      '',
      'Add a submodule',
    ])
    const seen = new Set<unknown>()
    for (const { hash, parents } of made) {
      for (const parent of Array.isArray(parents) ? parents : []) expect(seen.has(parent)).toBe(true)
      seen.add(hash)
    }
    expect(made.at(-1)?.['hash']).toBe(built.head)
  })

  test('says of a commit who made it, when, and how much it changed', () => {
    const grow = events.find(({ type, data }) => type === 'CommitMade' && data.includes('Grow'))
    expect(grow && dataOf(grow)).toMatchObject({
      author: 'Björn',
      email: 'bjorn@example.org',
      authoredAt: '2023-11-15T00:13:20+01:00',
      files: 1,
      added: 10,
      removed: 0,
    })
    expect(grow?.createdAtUs).toBe((1_700_000_000 + 3600) * 1_000_000)
  })

  test('gives every file its stream, whatever its path', () => {
    expect(told('file-src/app.ts')).toEqual(['FileAdded', 'FileChanged', 'FileChanged', 'FileChanged', 'FileChanged'])
    expect(told('file-日本語/ファイル.txt')).toEqual(['FileAdded'])
    expect(told('file-logo.bin')).toEqual(['FileAdded', 'FileDeleted'])
  })

  test('a rename ends one stream and begins the next, which it causes', () => {
    expect(told('file-README.md')).toEqual(['FileAdded', 'FileRenamed'])
    expect(told('file-docs/README.md')).toEqual(['FileAdded'])
    const renamed = of('FileRenamed', 'README.md')
    const added = of('FileAdded', 'docs/README.md')
    expect(renamed['to']).toBe('docs/README.md')
    expect(added).toMatchObject({ from: 'README.md', added: 1, removed: 0 })
    expect(linksOf(added.event.metadata).causationId).toBe(renamed.event.id)
  })

  test('of a merge, tells only the files that are as in none of its parents', () => {
    const merged = events.map(dataOf).filter(({ merge }) => merge === true)
    expect(merged.map(({ path }) => path)).toEqual(['src/app.ts'])
    expect(told('file-src/side.ts')).toEqual(['FileAdded'])
  })

  test('says the size of a file, that it is binary, and what is a submodule', () => {
    expect(of('FileAdded', 'logo.bin')).toMatchObject({ bytes: 6, binary: true, added: 0, mode: '100644' })
    expect(of('FileDeleted', 'logo.bin')['bytes']).toBe(0)
    expect(of('FileAdded', '日本語/ファイル.txt')).toMatchObject({ bytes: 35, added: 5 })
    expect(of('FileAdded', 'vendor/lib')).toMatchObject({ submodule: true, mode: '160000' })
  })

  test('links a file to its commit, and a commit to its first parent', () => {
    const commits = new Map(events.filter(({ type }) => type === 'CommitMade').map((e) => [dataOf(e)['hash'], e]))
    for (const event of events) {
      const data = dataOf(event)
      const { causationId, correlationId } = linksOf(event.metadata)
      if (event.type === 'CommitMade') {
        const [parent] = Array.isArray(data['parents']) ? data['parents'] : []
        expect(causationId).toBe(commits.get(parent)?.id)
      } else if (data['from'] === undefined) expect(causationId).toBe(commits.get(data['commit'])?.id)
      expect(correlationId).toBe(data['hash'] ?? data['commit'])
    }
  })

  test('makes the same events every time', async () => {
    expect((await collect(readGit(repository))).events).toEqual(events)
  })

  test('an import repeated adds nothing, and after a new commit only that', async () => {
    const clone = join(folder, 'clone')
    execFileSync('git', ['clone', '--quiet', repository, clone], { stdio: 'ignore' })
    const target = new MemoryImport()
    const has = async (id: string): Promise<boolean> => target.has(id)
    const first = await importHistory(readGit(clone), target)
    expect(first).toEqual({ added: events.length, known: 0, faults: [], faultCount: 0, warningCount: 0 })
    expect(target.events).toEqual(events)
    expect(await importHistory(readGit(clone, { has }), target)).toMatchObject({ added: 0, known: 2 })
    const hash = addGitCommit(clone, 'docs/new.md', 'new\n')
    const third = await importHistory(readGit(clone, { has }), target)
    expect(third).toMatchObject({ added: 2, faultCount: 0 })
    expect(target.events.slice(-2).map(dataOf)).toMatchObject([{ hash }, { path: 'docs/new.md', commit: hash }])
  })

  test('an import that was cut short anywhere is completed by the next', async () => {
    for (let kept = 1; kept < events.length; kept += 3) {
      const target = new MemoryImport()
      await target.add(events.slice(0, kept))
      await importHistory(readGit(repository, { has: async (id) => target.has(id) }), target)
      expect(new Set(target.events)).toEqual(new Set(events))
      expect(target.events).toHaveLength(events.length)
    }
  })

  // Other systems do not take such names.
  test.runIf(process.platform === 'linux')(
    'keeps odd paths apart: control characters, no UTF-8, too long',
    async () => {
      const odd = emptyRepository('odd')
      const long = `${'ä'.repeat(100)}/${'b'.repeat(200)}/${'c'.repeat(200)}`
      mkdirSync(join(odd, long.slice(0, long.lastIndexOf('/'))), { recursive: true })
      writeFileSync(join(odd, 'tab\there\nnext'), 'x')
      writeFileSync(join(odd, `${long}1`), 'x')
      writeFileSync(join(odd, `${long}2`), 'x')
      writeFileSync(Buffer.concat([Buffer.from(`${odd}/caf`), Buffer.of(0xe9)]), 'x')
      writeFileSync(Buffer.concat([Buffer.from(`${odd}/caf`), Buffer.of(0xe8)]), 'x')
      addGitCommit(odd, 'plain', 'x')
      const files = (await collect(readGit(odd))).events.filter(({ type }) => type === 'FileAdded')
      const names = files.map(({ stream }) => stream)
      expect(names).toHaveLength(6)
      expect(new Set(names).size).toBe(6)
      expect(names).toContainEqual(expect.stringMatching(/^file-tab\\x09here\\x0anext~[0-9a-f]{16}$/))
      for (const name of names) expect(utf8Length(name)).toBeLessThanOrEqual(MAX_NAME_BYTES)
      expect(files.map(dataOf)).toContainEqual(
        expect.objectContaining({ path: 'caf\ufffd', quotedPath: '"caf\\351"', bytes: 1 }),
      )
      expect(files.map(dataOf)).toContainEqual(expect.objectContaining({ path: 'tab\there\nnext' }))
    },
  )

  test('a repository without commits has no events', async () => {
    expect(await collect(readGit(emptyRepository('empty')))).toEqual({ events: [], faults: [] })
  })

  test('a folder that is no repository is refused, also inside of one', async () => {
    const inside = join(repository, 'src')
    await expect(collect(readGit(inside))).rejects.toMatchObject({ code: 'not-a-git-repository' })
    await expect(collect(readGit(join(folder, 'nowhere')))).rejects.toMatchObject({ code: 'not-a-git-repository' })
    expect(await isGitRepository(repository)).toBe(true)
    expect(await isGitRepository(inside)).toBe(false)
  })

  test.skipIf(process.platform === 'win32')("runs no program that a repository's own settings name", async () => {
    const hostile = emptyRepository('hostile')
    const proof = join(folder, 'proof')
    addGitCommit(hostile, 'a.txt', 'x\n')
    writeFileSync(join(hostile, '.gitattributes'), '*.txt diff=evil\n')
    const command = `touch ${proof}; cat`
    for (const name of ['diff.external', 'diff.evil.command', 'diff.evil.textconv', 'core.pager', 'core.fsmonitor'])
      execFileSync('git', ['-C', hostile, 'config', name, command])
    execFileSync('git', ['-C', hostile, 'config', 'log.showSignature', 'true'])
    const { events: read } = await collect(readGit(hostile))
    expect(read.map(({ type }) => type)).toEqual(['CommitMade', 'FileAdded'])
    expect(existsSync(proof)).toBe(false)
  })
})
