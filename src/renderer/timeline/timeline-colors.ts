const properties = {
  rest: '--timeline-rest',
  playhead: '--timeline-playhead',
  flag: '--timeline-flag',
  bookmark: '--timeline-bookmark',
  hit: '--timeline-hit',
  watch: '--timeline-watch',
  failure: '--timeline-failure',
  whatIf: '--timeline-what-if',
  pinned: '--timeline-pinned',
  rowFocus: '--timeline-row-focus',
  hoverLine: '--timeline-hover-line',
  labelBack: '--timeline-label-back',
  labelText: '--timeline-label-text',
  rulerText: '--timeline-ruler-text',
  rulerTurn: '--timeline-ruler-turn',
  rulerLine: '--timeline-ruler-line',
  foldBack: '--timeline-fold-back',
  shade: '--timeline-shade',
} as const

const HUES = ['0', '1', '2', '3', '4', '5', '6', '7'].map((hue) => `--type-hue-${hue}`)

export type TimelineColors = Readonly<Record<keyof typeof properties, string>> & {
  /** Of types of events, by hue. */
  readonly types: readonly string[]
}

/** The theme's colours as they are now. The properties are registered as colours, so what is read is resolved. */
export function readTimelineColors(element: Element): TimelineColors {
  const style = getComputedStyle(element)
  const read = (name: keyof typeof properties): string => style.getPropertyValue(properties[name])
  return {
    rest: read('rest'),
    playhead: read('playhead'),
    flag: read('flag'),
    bookmark: read('bookmark'),
    hit: read('hit'),
    watch: read('watch'),
    failure: read('failure'),
    whatIf: read('whatIf'),
    pinned: read('pinned'),
    rowFocus: read('rowFocus'),
    hoverLine: read('hoverLine'),
    labelBack: read('labelBack'),
    labelText: read('labelText'),
    rulerText: read('rulerText'),
    rulerTurn: read('rulerTurn'),
    rulerLine: read('rulerLine'),
    foldBack: read('foldBack'),
    shade: read('shade'),
    types: HUES.map((hue) => style.getPropertyValue(hue)),
  }
}

/** Calls back when the theme may have changed: the root's attributes, or what the system prefers. */
export function onThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'style', 'data-theme'] })
  const preferences = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query))
  for (const preference of preferences) preference.addEventListener('change', callback)
  return () => {
    observer.disconnect()
    for (const preference of preferences) preference.removeEventListener('change', callback)
  }
}
