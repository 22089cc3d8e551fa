/** The functions that a projection written for KurrentDB finds, in the order in which its compiled source takes them. */
export const kurrentdbGlobals = [
  'options',
  'fromAll',
  'fromStream',
  'fromStreams',
  'fromCategory',
  'fromCategories',
  'on_event',
  'on_any',
  'log',
  'emit',
  'linkTo',
  'linkStreamTo',
  'copyTo',
] as const

export type KurrentdbGlobal = (typeof kurrentdbGlobals)[number]

/** Which of KurrentDB's two projection engines is meant; they treat null states, results and data that is no JSON differently. */
export type KurrentdbEngine = 1 | 2
