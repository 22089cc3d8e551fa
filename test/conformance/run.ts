import { type ConformanceCase, readCases } from './conformance-case.ts'
import { runCase } from './run-case.ts'

const files = process.argv.slice(2)
if (files.length === 0) {
  console.error('usage: npm run conformance -- FILE…   (JSON arrays of recorded cases)')
  process.exit(2)
}

let [passed, failed] = [0, 0]
for (const file of files)
  for (const one of readCases(file)) {
    const differences = differencesOf(one)
    if (differences.length === 0) passed++
    else failed++
    for (const difference of differences) console.log(`${file}: ${one.name}: ${difference}`)
  }
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** Whatever one case does, the others are run. */
function differencesOf(one: ConformanceCase): readonly string[] {
  try {
    return runCase(one)
  } catch (error) {
    return [`it could not be run: ${String(error)}`]
  }
}
