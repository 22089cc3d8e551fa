import { useEffect, useState } from 'react'
import type { Event } from '../../core/event.ts'
import { findInJson } from '../ui/json-find.ts'

/** Where something was found: in which text, and where in it that key or value begins. */
interface Hit {
  readonly of: 'data' | 'metadata'
  readonly offset: number
}

interface Found {
  readonly hits: readonly Hit[]
  /** Whether the whole event was looked through. */
  readonly done: boolean
  /** The place among the hits of the one that is shown, from 0. */
  readonly at: number
  /** That hit; another object whenever it is gone to. */
  readonly shown: Hit | undefined
}

export interface EventFind extends Found {
  readonly sought: string
  /** Goes on, or back, to another hit, around both ends. */
  readonly step: (by: 1 | -1) => void
}

const NOTHING: Found = { hits: [], done: true, at: 0, shown: undefined }

/** How long the page is held at a time, in milliseconds. */
const SLICE_MS = 12

/** Looks through the event without holding up the page; '' looks for nothing. The first hit is gone to as soon as it is there. */
export function useEventFind(event: Pick<Event, 'data' | 'metadata'>, sought: string): EventFind {
  const [found, setFound] = useState(NOTHING)
  const { data, metadata } = event

  useEffect(() => {
    const left = new AbortController()
    setFound({ ...NOTHING, done: sought === '' })
    if (sought !== '')
      void look({ data, metadata }, sought, left.signal, (hits, done) => setFound(withHits(hits, done)))
    return () => left.abort()
  }, [data, metadata, sought])

  const step = (by: 1 | -1): void =>
    setFound((now) => {
      const count = now.hits.length
      return count === 0 ? now : shownAt(now, (now.at + by + count) % count)
    })
  return { ...found, sought, step }
}

function withHits(hits: readonly Hit[], done: boolean): (now: Found) => Found {
  return (now) => {
    const next = { ...now, hits, done }
    return now.shown === undefined && hits.length > 0 ? shownAt(next, 0) : next
  }
}

function shownAt(found: Found, at: number): Found {
  const { [at]: hit } = found.hits
  return { ...found, at, shown: hit && { ...hit } }
}

async function look(
  event: Pick<Event, 'data' | 'metadata'>,
  sought: string,
  left: AbortSignal,
  onFound: (hits: readonly Hit[], done: boolean) => void,
): Promise<void> {
  const hits: Hit[] = []
  let began = performance.now()
  for (const of of ['data', 'metadata'] as const)
    for (const offsets of findInJson(event[of], sought)) {
      for (const offset of offsets) hits.push({ of, offset })
      if (performance.now() - began < SLICE_MS) continue
      onFound([...hits], false)
      await new Promise((resolve) => setTimeout(resolve))
      if (left.aborted) return
      began = performance.now()
    }
  onFound(hits, true)
}
