import { readHash } from '../state/place-link.ts'
import type { TabChoice } from '../state/tab-port.ts'

/** The address that links to places are made of: where a host serves the page; '' in a shell, which has links of its own. */
export function pageAddress({
  protocol,
  origin,
  pathname,
}: Pick<Location, 'protocol' | 'origin' | 'pathname'>): string {
  return protocol === 'http:' || protocol === 'https:' ? `${origin}${pathname}` : ''
}

/**
 * What the page's address says should be opened; what the host was started with where it says nothing. It is said once: the address
 * is without it afterwards, so that who reloads comes back to where they were last.
 */
export function takeLink(): TabChoice {
  const choice = readHash(location.hash)
  if (location.hash !== '') history.replaceState(null, '', location.pathname)
  return choice
}

/** Calls back whenever a link is put in the address bar of the page as it is. */
export function onLinks(open: (choice: TabChoice) => void): void {
  addEventListener('hashchange', () => {
    if (location.hash !== '') open(takeLink())
  })
}
