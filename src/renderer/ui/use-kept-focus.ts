import { type FocusEventHandler, type RefObject, useEffect, useRef } from 'react'

interface KeptFocus<Container extends HTMLElement> {
  readonly ref: RefObject<Container | null>
  readonly onFocus: FocusEventHandler<Container>
  readonly onBlur: FocusEventHandler<Container>
}

/**
 * Keeps the focus in a container whose content gives way to other content: where what had the focus is gone, the first of what the
 * selector finds gets it, as soon as that is there. The answer is spread over the container.
 */
export function useKeptFocus<Container extends HTMLElement>(selector: string): KeptFocus<Container> {
  const ref = useRef<Container>(null)
  const isWithin = useRef(false)
  useEffect(() => {
    if (isWithin.current && document.activeElement === document.body)
      ref.current?.querySelector<HTMLElement>(selector)?.focus()
  })
  return {
    ref,
    onFocus: () => {
      isWithin.current = true
    },
    // What is taken out of the page while it has the focus tells nobody.
    onBlur: () => {
      isWithin.current = false
    },
  }
}
