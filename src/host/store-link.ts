const LINK_ADDRESS = 'epoch://open'

/** A link to a store of this machine, by its absolute path; places in it are added by the window. */
export function storeLink(path: string): string {
  return `${LINK_ADDRESS}?store=${encodeURIComponent(path)}`
}
