interface PointerWishes {
  /** @param xPx where the pointer is on the screen */
  readonly onMove: (xPx: number) => void
  /** Called once: when the pointer is up, or where the drag was called off by Escape or by the system. */
  readonly onEnd: (how: 'up' | 'off') => void
}

/** Follows a pointer that went down on an element until it is up, wherever it is on the screen. */
export function followPointer(element: HTMLElement, pointerId: number, { onMove, onEnd }: PointerWishes): void {
  const listening = new AbortController()
  const { signal } = listening

  function end(how: 'up' | 'off'): void {
    listening.abort()
    onEnd(how)
  }

  element.setPointerCapture(pointerId)
  element.addEventListener('pointermove', ({ clientX }) => onMove(clientX), { signal })
  element.addEventListener('pointerup', () => end('up'), { signal })
  element.addEventListener('pointercancel', () => end('off'), { signal })
  element.ownerDocument.addEventListener('keydown', ({ key }) => key === 'Escape' && end('off'), { signal })
}
