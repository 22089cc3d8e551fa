/** The oldest Node that better-sqlite3 runs on; an older one does not fail there but crash. */
export const OLDEST_NODE = '22.14'

/** @param version as in `process.versions.node` */
export function isNodeNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE.split('.').map(Number)
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}
