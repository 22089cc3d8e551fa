import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { FoundText } from './FoundText.tsx'
import type { JsonFind } from './json-find.ts'
import { lineOf, rawLines } from './raw-lines.ts'
import './ui.css'
import './tree.css'

interface RawTextProps {
  readonly label: string
  readonly text: string
  readonly find?: JsonFind
}

const ROW_PX = 18

/** Beside the text, on both sides together. */
const EDGES_PX = 16

/** Rows of the panel that one piece of a long line fills, so that pieces do not end in the middle of a row. */
const PIECE_ROWS = 16

/** A text of any length as it is written, wrapped; only what is in sight is in the document. */
export function RawText({ label, text, find }: RawTextProps) {
  const scroller = useRef<HTMLElement>(null)
  const columns = useColumns(scroller)
  const starts = useMemo(() => rawLines(text, columns * PIECE_ROWS), [text, columns])
  const virtualizer = useVirtualizer({
    count: starts.length - 1,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => ROW_PX * Math.max(1, Math.ceil(((starts[at + 1] ?? 0) - (starts[at] ?? 0)) / columns)),
    overscan: 2,
  })
  const { scrollToIndex } = virtualizer
  const shown = find?.shown

  useEffect(() => {
    if (shown === undefined) return
    scrollToIndex(lineOf(starts, shown.offset), { align: 'center' })
    scroller.current?.scrollIntoView({ block: 'nearest' })
  }, [shown, starts, scrollToIndex])

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section ref={scroller} className="raw-text" aria-label={label} tabIndex={0}>
      <div className="tree-space" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            ref={virtualizer.measureElement}
            data-index={index}
            className="raw-line"
            style={{ transform: `translateY(${start}px)` }}
          >
            <FoundText text={text.slice(starts[index], starts[index + 1])} sought={find?.sought ?? ''} />
          </div>
        ))}
      </div>
    </section>
  )
}

/** How many characters of the one width that they have fit beside each other. */
function useColumns(scroller: { readonly current: HTMLElement | null }): number {
  const [columns, setColumns] = useState(60)
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const measure = (): void => {
      const canvas = document.createElement('canvas').getContext('2d')
      if (canvas === null) return
      canvas.font = getComputedStyle(element).font
      setColumns(Math.max(8, Math.floor((element.clientWidth - EDGES_PX) / canvas.measureText('0').width)))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return columns
}
