import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { openSqliteImport } from '../../src/backends/sqlite/sqlite-import.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { upgradeStore } from '../../src/backends/sqlite/store-upgrade.ts'
import { fileTest as test } from './sqlite-files.ts'
import { history } from './sqlite-history.ts'
import { allOf, asNew } from './store-test.ts'
import { verifyLog } from './verify-log.ts'
import { copyAsVersionOne } from './version-one-store.ts'

const upgrader = fileURLToPath(new URL('./upgrade-process.ts', import.meta.url))

async function endedBy(file: string, fatalStep: string): Promise<unknown> {
  const child = spawn(process.execPath, [upgrader, file, fatalStep], { stdio: 'inherit' })
  const [, signal] = await once(child, 'exit')
  return signal
}

function userVersionOf(file: string): unknown {
  const database = new Database(file, { readonly: true })
  const version = database.pragma('user_version', { simple: true })
  database.close()
  return version
}

for (const step of ['copying', 'upgrading'])
  test.skipIf(process.platform === 'win32')(
    `an upgrade that is killed while ${step} leaves the store as it was, and the next one goes through`,
    { timeout: 60_000 },
    async ({ folder, file }) => {
      const all = history(2500)
      const into = await openSqliteImport(`${folder}/newer.db`)
      await into.add(all)
      await into.finish()
      copyAsVersionOne(`${folder}/newer.db`, file)
      expect(await endedBy(file, step)).toBe('SIGKILL')
      expect(userVersionOf(file)).toBe(1)
      expect(await verifyLog(file)).toEqual({ events: 2500, faultCount: 0, faults: [] })
      const { backup } = await upgradeStore(file)
      expect([userVersionOf(file), userVersionOf(backup ?? '')]).toEqual([2, 1])
      const store = await openSqliteStore(file, { mode: 'write' })
      expect((await allOf(store.readAll())).map(asNew)).toEqual(all)
      await store.dispose()
    },
  )
