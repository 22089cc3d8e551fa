import type { TimelineColors } from './paint-timeline.ts'

const properties: Readonly<Record<keyof TimelineColors, string>> = {
  bar: '--timeline-bar',
  laterBar: '--timeline-later-bar',
  playhead: '--timeline-playhead',
  flag: '--timeline-flag',
  hit: '--timeline-hit',
  watch: '--timeline-watch',
  failure: '--timeline-failure',
  whatIf: '--timeline-what-if',
  markFocus: '--timeline-mark-focus',
  hoverLine: '--timeline-hover-line',
  labelBack: '--timeline-label-back',
  labelText: '--timeline-label-text',
  rulerText: '--timeline-ruler-text',
  rulerTurn: '--timeline-ruler-turn',
  rulerLine: '--timeline-ruler-line',
}

/** The theme's colours as they are now. The properties are registered as colours, so what is read is resolved. */
export function readTimelineColors(element: Element): TimelineColors {
  const style = getComputedStyle(element)
  const read = (name: keyof TimelineColors): string => style.getPropertyValue(properties[name])
  return {
    bar: read('bar'),
    laterBar: read('laterBar'),
    playhead: read('playhead'),
    flag: read('flag'),
    hit: read('hit'),
    watch: read('watch'),
    failure: read('failure'),
    whatIf: read('whatIf'),
    markFocus: read('markFocus'),
    hoverLine: read('hoverLine'),
    labelBack: read('labelBack'),
    labelText: read('labelText'),
    rulerText: read('rulerText'),
    rulerTurn: read('rulerTurn'),
    rulerLine: read('rulerLine'),
  }
}

/** Calls back when the theme may have changed: the root's attributes, or what the system prefers. */
export function onThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'style', 'data-theme'] })
  const preference = matchMedia('(prefers-color-scheme: dark)')
  preference.addEventListener('change', callback)
  return () => {
    observer.disconnect()
    preference.removeEventListener('change', callback)
  }
}
