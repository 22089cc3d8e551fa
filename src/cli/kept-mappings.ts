import type { StoreMapping } from '../core/store-mapping.ts'
import { epochHome } from '../host/epoch-home.ts'
import { StoreMappings } from '../host/store-mappings.ts'

/** What this person said, in the window or with `epoch map`, about stores and rows that Epoch does not know. */
export function keptMappings(): Promise<readonly StoreMapping[]> {
  return new StoreMappings(epochHome()).list()
}
