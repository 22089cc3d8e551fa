/**
 * What the built index.html has where the nonce goes, in one place: `<meta name="epoch-nonce" content="__EPOCH_NONCE__">`. A host puts a
 * fresh nonce there with every document it gives out, and the page takes it from there for the styles it makes itself.
 */
export const NONCE_PLACEHOLDER = '__EPOCH_NONCE__'

/** Which policy a file of the page falls under: its document, the frame that user code runs behind, or what they load. */
export type PagePart = 'document' | 'sandbox' | 'asset'

/** The headers that a part of the page is given out with, by either host. `nonce` is fresh for each document. */
export function pageHeaders(part: PagePart, nonce: string): Readonly<Record<string, string>> {
  const common = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  }
  switch (part) {
    case 'document':
      return {
        ...common,
        'content-security-policy': pagePolicy(`'self' 'nonce-${nonce}'`),
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-store',
      }
    case 'sandbox':
      // What its script may do is in its own <meta>, by hash; this makes its origin opaque however it is loaded.
      return {
        ...common,
        'content-security-policy': "sandbox allow-scripts; frame-ancestors 'self'",
        'cache-control': 'no-store',
      }
    case 'asset':
      // A worker falls under the policy that its own script comes with.
      return {
        ...common,
        'content-security-policy': pagePolicy("'self'"),
        'cache-control': 'private, max-age=31536000, immutable',
      }
  }
}

function pagePolicy(styles: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types epoch',
  ].join('; ')
}
