import scriptUrl from './type-worker.ts?worker&url'

/** What the browser makes of a URL that a policy lets through; it must reach the worker as it is. */
type TrustedUrl = string & { readonly brand: 'TrustedUrl' }

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): TrustedUrl }
}

declare global {
  interface Window {
    /** Absent where the browser has none, which then asks for none. */
    readonly trustedTypes?: TrustedTypes
  }
}

/** The page's one policy: of all the scripts there may be, it lets through that of the type worker. */
const policy = window.trustedTypes?.createPolicy('epoch', {
  createScriptURL(url) {
    if (url !== scriptUrl) throw new TypeError(`${url} is no script of Epoch's`)
    return url
  },
})

export function startTypeWorker(): Worker {
  return new Worker(policy?.createScriptURL(scriptUrl) ?? scriptUrl, { type: 'module', name: 'types' })
}
