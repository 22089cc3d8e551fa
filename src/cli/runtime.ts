import { isNodeNewEnough, OLDEST_NODE } from '../backends/sqlite/required-node.ts'

/** Why Epoch does not run on this version of Node, or undefined where it does. */
export function runtimeRefusal(version: string): string | undefined {
  if (isNodeNewEnough(version)) return undefined
  return `Epoch needs Node ${OLDEST_NODE} or newer and this is ${version}; start it as bin/epoch or with npm, which find one that fits (runtime-too-old)`
}
