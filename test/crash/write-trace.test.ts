import { expect, test } from 'vitest'
import { parseWriteTrace } from './write-trace.ts'

const folder = '/s'

function hex(text: string): string {
  return Array.from(Buffer.from(text), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
}

function traced(...lines: readonly string[]): ReturnType<typeof parseWriteTrace> {
  return parseWriteTrace(
    lines.map((line) => line.replaceAll(/\{(.*?)\}/gs, (_, text: string) => hex(text))).join('\n'),
    folder,
  )
}

test('writes, truncations, names and what is said are read in the order of the calls', () => {
  expect(
    traced(
      '7  openat(AT_FDCWD<{/w}>, "{/s/a.db}", O_RDWR|O_CREAT|O_NOFOLLOW|O_CLOEXEC, 0644) = 35<{/s/a.db}>',
      '7  pwrite64(35<{/s/a.db}>, "{page}", 4, 4096) = 4',
      '8  write(19<{anon_inode:[eventfd]}>, "{1}", 1) = 1',
      '7  ftruncate(35<{/s/a.db}>, 8192) = 0',
      '6  write(1<{pipe:[1]}>, "{acknowledged x\n}", 15) = 15',
      '7  rename("{/s/a.db}", "{/s/b.db}") = 0',
      '7  unlink("{/s/b.db-wal}") = 0',
      '7  pwrite64(36<{/s/b.db-shm}>, "{x}", 1, 0) = 1',
      '7  pwrite64(37<{/elsewhere}>, "{x}", 1, 0) = 1',
    ),
  ).toEqual([
    { kind: 'write', path: '/s/a.db', offset: 4096, bytes: Buffer.from('page') },
    { kind: 'truncate', path: '/s/a.db', size: 8192 },
    { kind: 'said', text: 'acknowledged x\n' },
    { kind: 'rename', path: '/s/a.db', to: '/s/b.db' },
    { kind: 'delete', path: '/s/b.db-wal' },
  ])
})

test('a sync counts when it has returned, and covers what had returned before it began', () => {
  expect(
    traced(
      '7  pwrite64(35<{/s/a.db}>, "{one}", 3, 0) = 3',
      '7  fsync(35<{/s/a.db}> <unfinished ...>',
      '8  pwrite64(36<{/s/a.db}>, "{two}", 3, 3 <unfinished ...>',
      '7  <... fsync resumed>)              = 0',
      '8  <... pwrite64 resumed>)              = 3',
      '7  fdatasync(35<{/s/a.db}>)          = 0',
    ).filter((step) => step.kind === 'sync'),
  ).toEqual([
    { kind: 'sync', path: '/s/a.db', begun: 1 },
    { kind: 'sync', path: '/s/a.db', begun: 3 },
  ])
})

test('calls that failed, or did not return, changed nothing; a short write wrote what it says', () => {
  expect(
    traced(
      '7  pwrite64(35<{/s/a.db}>, "{page}", 4, 0) = -1 ENOSPC (No space left on device)',
      '7  pwrite64(35<{/s/a.db}>, "{page}", 4, 0) = 2',
      '7  fsync(35<{/s/a.db}>) = -1 EIO (Input/output error)',
      '7  unlink("{/s/a.db-wal}") = -1 ENOENT (No such file or directory)',
      '7  pwrite64(35<{/s/a.db}>, "{page}", 4, 8 <unfinished ...>',
      '7  +++ killed by SIGKILL +++',
    ),
  ).toEqual([{ kind: 'write', path: '/s/a.db', offset: 0, bytes: Buffer.from('pa') }])
})

test('a call on a store that is not modelled is refused', () => {
  expect(() => traced('7  fallocate(35<{/s/a.db}>, 0, 0, 4096) = 0')).toThrow('does not know')
})
