import { statSync } from 'node:fs'
import type { Position } from '../../core/event.ts'
import type { ImportedEvent } from '../../core/event-import.ts'
import { readingIndexes } from './epoch-schema.ts'
import { removeUnfinished, takeName, unfinishedPath } from './import-file.ts'
import { ImportWriter } from './import-writer.ts'
import { createStore } from './open-database.ts'

export type StoreImport = ReturnType<typeof openStoreImport>

/** What the importing thread does; see EventImport. A new store is built beside its name, its indexes last. */
export function openStoreImport(path: string) {
  const building = isMissing(path)
  if (building) createStore(unfinishedPath(path), readingIndexes)
  const writer = building ? new ImportWriter(unfinishedPath(path), 'own') : new ImportWriter(path, 'shared')

  return {
    add: (events: readonly ImportedEvent[]) => writer.add(events),
    finish(): Position {
      const head = writer.finish()
      writer.close()
      if (building) takeName(path)
      return head
    },
    abandon(): void {
      const head = writer.keep()
      writer.close()
      if (!building) return
      if (head === 0) removeUnfinished(path)
      else takeName(path)
    },
    close: () => writer.close(),
  }
}

function isMissing(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined || (stat.isFile() && stat.size === 0)
}
