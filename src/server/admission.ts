import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** How long a wrong token keeps its sender waiting, one after the other. */
const WRONG_TOKEN_DELAY_MS = 250

/** Most wrong tokens that wait at once; more are turned away. */
const MAX_WAITING = 20

/**
 * Who may come in: the first to bring the token, and from then on whoever brings the cookie that it was exchanged for. The
 * cookie's name has the port in it, since browsers keep one jar for all ports of a machine.
 */
export class Admission {
  readonly token = randomBytes(32).toString('base64url')
  readonly #session = randomBytes(32).toString('base64url')
  readonly #cookieName: string
  #used = false
  #waiting = 0
  #last: Promise<unknown> = Promise.resolve()

  constructor(port: number) {
    this.#cookieName = `epoch-${port}`
  }

  /** What to set as a cookie in exchange for the token; nothing when this is not it, or it was used before. */
  exchange(token: string): string | undefined {
    if (!isSame(token, this.token) || this.#used) return undefined
    this.#used = true
    return `${this.#cookieName}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`
  }

  isAdmitted(cookies: string | undefined): boolean {
    const prefix = `${this.#cookieName}=`
    const own = (cookies ?? '').split(';').map((cookie) => cookie.trim())
    return own.some((cookie) => cookie.startsWith(prefix) && isSame(cookie.slice(prefix.length), this.#session))
  }

  /** Resolves when the sender of a wrong token has waited long enough, or at once with `too many`. */
  async penalty(): Promise<'waited' | 'too many'> {
    if (this.#waiting >= MAX_WAITING) return 'too many'
    this.#waiting++
    const turn = this.#last.then(() => sleep(WRONG_TOKEN_DELAY_MS, undefined, { ref: false }))
    this.#last = turn
    await turn
    this.#waiting--
    return 'waited'
  }
}

/** Takes as long whatever the texts have in common. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
