import type { ValueShape } from '../../core/event-shape/value-shape.ts'

/** The last values of a kind that a shape had, as one would type them; those that are cut short are left out. */
export function sampleTexts(shape: ValueShape | undefined, kind: 'text' | 'number'): readonly string[] {
  const samples = (shape?.samples ?? []).filter((sample) => !sample.endsWith('…'))
  if (kind === 'number') return samples.filter((sample) => /^[-0-9]/.test(sample))
  return samples.filter((sample) => sample.startsWith('"')).map((sample) => String(JSON.parse(sample)))
}
