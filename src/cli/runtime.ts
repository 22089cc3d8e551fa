/** The oldest Node that better-sqlite3 runs on; an older one does not fail there but crash. */
const OLDEST = { major: 22, minor: 14 }

/** Why Epoch does not run on this version of Node, or undefined where it does. */
export function runtimeRefusal(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return undefined
  return `Epoch needs Node ${OLDEST.major}.${OLDEST.minor} or newer and this is ${version}; start it as bin/epoch or with npm, which find one that fits (runtime-too-old)`
}
