/** Whether what was thrown is of a class; a proxy of a projection's own, which may throw when that is asked, is of none. */
export function isThrown<Kind>(thrown: unknown, kind: abstract new (...values: never[]) => Kind): thrown is Kind {
  try {
    return thrown instanceof kind
  } catch {
    return false
  }
}
