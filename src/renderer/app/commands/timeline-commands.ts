import { START } from '../../../core/event.ts'
import type { ExplorerState } from '../../state/explorer-store.ts'
import { timelinePart } from '../../state/timeline-part.ts'
import { PAN_SHARE, ZOOM_STEP } from '../../state/timeline-slice.ts'
import type { Command } from './command.ts'

const playing: readonly Command[] = [
  {
    id: 'timeline.play',
    group: 'Timeline',
    name: 'Play or pause',
    words: ['run', 'stop', 'animate'],
    keys: 'Space',
    run: (state) => (state.playing ? state.pause() : state.play()),
  },
  {
    id: 'timeline.start',
    group: 'Timeline',
    name: 'To before the first event',
    words: ['start', 'beginning', 'empty'],
    run: ({ scrubTo }) => scrubTo(START),
  },
  {
    id: 'timeline.step',
    group: 'Timeline',
    name: 'One event on',
    words: ['step', 'forward', 'next'],
    run: ({ step }) => step(1),
  },
  {
    id: 'timeline.step-back',
    group: 'Timeline',
    name: 'One event back',
    words: ['step', 'previous'],
    run: ({ step }) => step(-1),
  },
]

const looking: readonly Command[] = [
  {
    id: 'timeline.zoom-in',
    group: 'Timeline',
    name: 'See less of the history, closer',
    words: ['zoom in', 'larger'],
    keys: 'W',
    run: ({ zoomTimeline }) => zoomTimeline(ZOOM_STEP),
  },
  {
    id: 'timeline.zoom-out',
    group: 'Timeline',
    name: 'See more of the history',
    words: ['zoom out', 'smaller'],
    keys: 'S',
    whyNot: whyWhole,
    run: ({ zoomTimeline }) => zoomTimeline(1 / ZOOM_STEP),
  },
  {
    id: 'timeline.earlier',
    group: 'Timeline',
    name: 'Look earlier in the history',
    words: ['pan', 'left', 'scroll'],
    keys: 'A',
    whyNot: whyWhole,
    run: ({ panTimelineBy }) => panTimelineBy(-PAN_SHARE),
  },
  {
    id: 'timeline.later',
    group: 'Timeline',
    name: 'Look later in the history',
    words: ['pan', 'right', 'scroll'],
    keys: 'D',
    whyNot: whyWhole,
    run: ({ panTimelineBy }) => panTimelineBy(PAN_SHARE),
  },
  {
    id: 'timeline.whole',
    group: 'Timeline',
    name: 'See the whole history',
    words: ['all', 'reset zoom', 'fit'],
    whyNot: whyWhole,
    run: ({ showSpan }) => showSpan(undefined),
  },
]

const axis: readonly Command[] = [
  {
    id: 'timeline.axis',
    group: 'Timeline',
    name: 'Lay events out by time, or in their order',
    words: ['axis', 'position', 'index'],
    run: (state) => state.setTimelineAxis(timelinePart(state).axis === 'time' ? 'position' : 'time'),
  },
  {
    id: 'timeline.folding',
    group: 'Timeline',
    name: 'Fold long gaps without events, or do not',
    words: ['idle', 'compress', 'collapse'],
    whyNot: whyNoTime,
    run: ({ folding, setFolding }) => setFolding(folding === 'on' ? 'off' : 'on'),
  },
  {
    id: 'timeline.gap',
    group: 'Timeline',
    name: 'Open the next gap without events, or fold it',
    words: ['idle', 'unfold', 'expand'],
    whyNot: (state) => (nextGap(state) === undefined ? 'no long gap follows the playhead' : ''),
    run(state) {
      const gap = nextGap(state)
      if (gap !== undefined) state.toggleGap(gap.after)
    },
  },
  {
    id: 'timeline.zone',
    group: 'Timeline',
    name: 'Show times in UTC, or in the local zone',
    words: ['time zone', 'clock'],
    run: ({ zone, setZone }) => setZone(zone === 'utc' ? 'local' : 'utc'),
  },
]

const bookmarks: readonly Command[] = [
  {
    id: 'timeline.bookmark',
    group: 'Timeline',
    name: 'Bookmark the place of the playhead',
    words: ['remember', 'flag', 'note'],
    keys: 'B',
    whyNot: whyNoBookmark,
    run: ({ playhead, addBookmark, say }) => {
      addBookmark(playhead, '')
      say(`Bookmark at ${playhead.toLocaleString('en-US')}`)
    },
  },
  {
    id: 'timeline.bookmarks',
    group: 'Timeline',
    name: 'Show bookmarks',
    words: ['notes', 'saved'],
    run({ openPanel, showLeft }) {
      openPanel('left')
      showLeft('saved')
    },
  },
  {
    id: 'timeline.next-bookmark',
    group: 'Timeline',
    name: 'Next bookmark',
    whyNot: (state) => (bookmarkBeside(state, 'next') === undefined ? 'no bookmark follows the playhead' : ''),
    run: (state) => goToBookmark(state, 'next'),
  },
  {
    id: 'timeline.previous-bookmark',
    group: 'Timeline',
    name: 'Bookmark before',
    words: ['previous'],
    whyNot: (state) => (bookmarkBeside(state, 'previous') === undefined ? 'no bookmark is before the playhead' : ''),
    run: (state) => goToBookmark(state, 'previous'),
  },
]

export const timelineCommands: readonly Command[] = [...playing, ...looking, ...axis, ...bookmarks]

function whyWhole({ timelineShown }: ExplorerState): string {
  return timelineShown === undefined ? 'the whole history is shown' : ''
}

function whyNoTime(state: ExplorerState): string {
  return timelinePart(state).axis === 'time' ? '' : 'events are laid out in their order'
}

function whyNoBookmark({ playhead, bookmarks }: ExplorerState): string {
  if (playhead === START) return 'the playhead is before the first event'
  return bookmarks.some(({ position }) => position === playhead) ? 'there is one already' : ''
}

function nextGap({ idleGaps, playhead }: ExplorerState): ExplorerState['idleGaps'][number] | undefined {
  return idleGaps.find(({ after }) => after >= playhead)
}

function bookmarkBeside(
  { bookmarks, playhead }: ExplorerState,
  sought: 'next' | 'previous',
): ExplorerState['bookmarks'][number] | undefined {
  return sought === 'next'
    ? bookmarks.find(({ position }) => position > playhead)
    : bookmarks.findLast(({ position }) => position < playhead)
}

function goToBookmark(state: ExplorerState, sought: 'next' | 'previous'): void {
  const bookmark = bookmarkBeside(state, sought)
  if (bookmark !== undefined) state.scrubTo(bookmark.position)
}
