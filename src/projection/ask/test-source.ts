import type { ProjectionDialect } from '../../core/projection.ts'
import type { ShrinkInput } from './questions.ts'

export interface ShrunkTest {
  /** What the projection is called. */
  readonly projection: string
  readonly dialect: ProjectionDialect
  /** Only for KurrentDB's dialect. */
  readonly engineVersion: 1 | 2
  /** The projection's own file and the fixture's, by names relative to the test's folder. */
  readonly projectionFile: string
  readonly fixtureFile: string
  readonly goal: ShrinkInput['goal']
}

/**
 * The text of a vitest test, in TypeScript, that replays a shrunk history outside Epoch and passes while it still does it. It needs the
 * fixture, the projection and the package `epoch`.
 */
export function testSource(test: ShrunkTest): string {
  const { goal } = test
  return [
    ...importLines(test),
    '',
    ...(goal.kind === 'predicate' ? [...predicateLines(goal.predicate), ''] : []),
    '// Passes while the events of the fixture still do it. Once that is mended, turn the expectation round.',
    `test(${JSON.stringify(testName(test))}, async () => {`,
    ...(goal.kind === 'failure' ? failureLines(goal.message) : holdsLines(goal.key)),
    '})',
    '',
  ].join('\n')
}

function importLines({
  dialect,
  engineVersion,
  projection,
  projectionFile,
  fixtureFile,
}: ShrunkTest): readonly string[] {
  const fixture = `const events = readFixture(${fileText(fixtureFile)})`
  if (dialect === 'epoch')
    return [
      "import { readFileSync } from 'node:fs'",
      "import { readFixture, replay } from 'epoch/projection'",
      "import { expect, test } from 'vitest'",
      `import definition from ${JSON.stringify(relative(projectionFile))}`,
      '',
      fixture,
    ]
  const options = `{ name: ${JSON.stringify(projection)}, engineVersion: ${engineVersion} }`
  const isTyped = projectionFile.endsWith('.ts')
  const source = isTyped ? `stripTypeScriptTypes(${fileText(projectionFile)})` : fileText(projectionFile)
  return [
    "import { readFileSync } from 'node:fs'",
    ...(isTyped ? ["import { stripTypeScriptTypes } from 'node:module'"] : []),
    "import { kurrentdbProjection, readFixture, replay } from 'epoch/projection'",
    "import { expect, test } from 'vitest'",
    '',
    `const definition = kurrentdbProjection(${source}, ${options})`,
    fixture,
  ]
}

function fileText(name: string): string {
  return `readFileSync(new URL(${JSON.stringify(relative(name))}, import.meta.url), 'utf8')`
}

function relative(name: string): string {
  return name.startsWith('.') ? name : `./${name}`
}

/** The value is asked again where it is a function of the three itself. */
function predicateLines(predicate: string): readonly string[] {
  return [
    '// biome-ignore lint/suspicious/noExplicitAny: the state and the event are whatever the projection makes and is given',
    'function fits(state: any, key: string, event: any): boolean {',
    '  const value: unknown = (',
    predicate,
    '  )',
    "  return Boolean(typeof value === 'function' ? value(state, key, event) : value)",
    '}',
  ]
}

function holdsLines(key: string | undefined): readonly string[] {
  const found = [
    '  const { states, setBy } = await replay(definition, events)',
    '  const fitting = [...states].filter(([key, state]) => fits(state, key, setBy.get(key))).map(([key]) => key)',
  ]
  const expected =
    key === undefined ? '  expect(fitting).not.toEqual([])' : `  expect(fitting).toContain(${JSON.stringify(key)})`
  return [...found, expected]
}

function failureLines(message: string): readonly string[] {
  return [
    '  const { failures } = await replay(definition, events)',
    `  expect(failures.first.map(({ message }) => message)).toContain(${JSON.stringify(message)})`,
  ]
}

function testName({ projection, goal }: ShrunkTest): string {
  const what = goal.kind === 'failure' ? `fails with ${goal.message}` : `comes to ${goal.predicate}`
  return `${projection} ${what}`.replaceAll(/\s+/g, ' ').slice(0, MAX_NAME_CHARACTERS)
}

const MAX_NAME_CHARACTERS = 120
