import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { findChromium } from '../src/cli/chromium.ts'

// Runs every test of the project and ends with one line of counts, taken from the runners' own reports.
// --require-browser: no browser, or a browser test that was skipped, is a failure.

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly skippedInBrowser: number
}

const requireBrowser = process.argv.includes('--require-browser')
const unitReport = 'test-results/unit.json'
const journeyReport = 'test-results/e2e.json'

if (requireBrowser && findChromium() === undefined) {
  console.error('No Chromium-family browser was found, and --require-browser was asked for.')
  process.exit(1)
}

rmSync('test-results', { recursive: true, force: true })
const built = await run('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn'])
const units = await run('vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unitReport}`,
])
const journeys = built === 0 ? await run('@playwright/test/cli.js', ['test']) : 1

const counts = [unitCounts(), journeyCounts()]
const sum = (key: keyof Counts): number => counts.reduce((total, one) => total + one[key], 0)
const skippedInBrowser = requireBrowser && sum('skippedInBrowser') > 0
if (skippedInBrowser) console.error('Browser tests were skipped.')
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exit(built === 0 && units === 0 && journeys === 0 && !skippedInBrowser && sum('passed') > 0 ? 0 : 1)

function run(script: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    spawn(process.execPath, [`node_modules/${script}`, ...args], { stdio: 'inherit' })
      .on('error', reject)
      .on('exit', (code) => resolve(code ?? 1))
  })
}

function unitCounts(): Counts {
  const report: { numPassedTests: number; numFailedTests: number; numPendingTests: number } = read(unitReport)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
    skippedInBrowser: report.numPendingTests,
  }
}

interface JourneySuite {
  readonly suites?: readonly JourneySuite[]
  readonly specs?: readonly { readonly tests: readonly { readonly projectName: string; readonly status: string }[] }[]
}

function journeyCounts(): Counts {
  if (built !== 0) return { passed: 0, failed: 1, skipped: 0, skippedInBrowser: 0 }
  const report: JourneySuite = read(journeyReport)
  const tests = testsOf(report)
  const skipped = tests.filter(({ status }) => status === 'skipped')
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failed: tests.filter(({ status }) => status === 'unexpected' || status === 'flaky').length,
    skipped: skipped.length,
    skippedInBrowser: skipped.filter(({ projectName }) => projectName === 'browser').length,
  }
}

function testsOf({
  suites = [],
  specs = [],
}: JourneySuite): { readonly projectName: string; readonly status: string }[] {
  return [...specs.flatMap(({ tests }) => tests), ...suites.flatMap(testsOf)]
}

function read<Report>(path: string): Report {
  return JSON.parse(readFileSync(path, 'utf8'))
}
