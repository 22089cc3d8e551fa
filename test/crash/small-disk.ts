import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why no small disk can be made here; '' where one can. */
export const whyNoSmallDisk: string = findWhyNoSmallDisk()

const BALLAST = 'ballast'

/** A file system in memory of a few megabytes, which can be filled and given room again. Take it away with {@link remove}. */
export class SmallDisk {
  readonly folder: string

  constructor(megabytes: number) {
    this.folder = mkdtempSync(join(tmpdir(), 'epoch-small-disk-'))
    const fault = mount(this.folder, megabytes)
    if (fault === '') return
    rmdirSync(this.folder)
    throw new Error(fault)
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder)
    return bavail * bsize
  }

  /** Takes room with a file that is not a store's. */
  fill(bytes: number): void {
    writeFileSync(join(this.folder, BALLAST), Buffer.alloc(bytes, 1))
  }

  makeRoom(): void {
    rmSync(join(this.folder, BALLAST))
  }

  clear(): void {
    for (const name of readdirSync(this.folder)) rmSync(join(this.folder, name))
  }

  remove(): void {
    unmount(this.folder)
    rmdirSync(this.folder)
  }
}

/** @returns what is wrong; '' where nothing is */
function mount(folder: string, megabytes: number): string {
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]
  const { error, status, stderr } = spawnSync('mount', options, { encoding: 'utf8' })
  return error?.message ?? (status === 0 ? '' : stderr.trim())
}

function unmount(folder: string): void {
  const { status, stderr } = spawnSync('umount', [folder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

function findWhyNoSmallDisk(): string {
  if (process.platform !== 'linux') return 'a small disk is mounted on Linux only'
  if (process.getuid?.() !== 0) return 'only root may mount a small disk'
  const folder = mkdtempSync(join(tmpdir(), 'epoch-small-disk-'))
  const fault = mount(folder, 1)
  if (fault === '') unmount(folder)
  rmdirSync(folder)
  return fault
}
