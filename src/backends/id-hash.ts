/** Stands for "none" among the hashes of causes and correlations. */
export const NO_HASH = 0

/**
 * FNV-1a over the UTF-16 units of an id, 32 bits, never {@link NO_HASH}. The case of A to Z does not count, as it does not in a UUID: other
 * ids that differ in it alone have one hash, as other ids may.
 */
export function hashOfId(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) {
    const unit = id.charCodeAt(i)
    hash = Math.imul(hash ^ (unit >= 65 && unit <= 90 ? unit | 32 : unit), 0x01000193)
  }
  return hash >>> 0 || 1
}
