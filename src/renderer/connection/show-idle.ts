import type { Activity } from '../state/activity.ts'

/**
 * Says on the document's root, as `data-idle`, whether nothing is under way and all of it is drawn: two frames after the last
 * of it ended, so that what an answer leads to has begun by then.
 */
export function showIdle(activity: Activity, root: HTMLElement): () => void {
  let changes = 0
  function show(idle: boolean): void {
    const change = ++changes
    if (!idle) {
      root.dataset['idle'] = 'false'
      return
    }
    const ifStill = (then: () => void) => () => {
      if (change === changes) then()
    }
    const say = ifStill(() => {
      root.dataset['idle'] = 'true'
    })
    requestAnimationFrame(ifStill(() => void requestAnimationFrame(say)))
  }
  show(activity.idle)
  return activity.onChange(show)
}
