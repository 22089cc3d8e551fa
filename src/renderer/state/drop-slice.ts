import type { Ticket } from '../../contract/host-contract.ts'
import { EpochError, errorRecord } from '../../core/errors.ts'
import type { Slice } from './explorer-store.ts'
import { WORKSPACE_FILE_ENDING } from './workspace-file.ts'

/** Hands a file that was dropped on the page to the host. @throws EpochError as the host answers; rejects with the signal's reason */
export type TakeDropped = (file: File, signal: AbortSignal, onProgress: (sentBytes: number) => void) => Promise<Ticket>

type DropPurpose = 'open' | 'import'

type Drop =
  /** A file is held over the window; its name is not known yet. */
  | { readonly kind: 'over' }
  /** It can be opened or imported, and the person says which. */
  | { readonly kind: 'asking'; readonly file: File }
  | { readonly kind: 'sending'; readonly name: string; readonly sentBytes: number; readonly bytes: number }

export interface DropSlice {
  readonly drop: Drop | undefined
  /** Who takes what is dropped: the page asks what for, a shell opens it. */
  readonly dropsGoTo: 'page' | 'shell'

  readonly dragOver: () => void
  /** The file was taken away again. */
  readonly dragLeft: () => void
  /** Asks what for where the open store takes events, else opens it. Where the shell takes drops itself nothing follows. */
  readonly dropFile: (file: File | undefined) => void
  readonly takeDropped: (file: File, purpose: DropPurpose) => Promise<void>
  /** Lets go of what was dropped, be it on its way. */
  readonly cancelDrop: () => void
}

export const createDropSlice: Slice<DropSlice> =
  ({ takeDropped, activity, link }) =>
  (set, get) => {
    let sending = new AbortController()

    link.onLeave(() => {
      if (get().drop?.kind === 'asking') set({ drop: undefined })
    })

    async function send(take: TakeDropped, file: File, signal: AbortSignal): Promise<Ticket | undefined> {
      const end = activity.begin()
      const { name, size: bytes } = file
      set({ drop: { kind: 'sending', name, sentBytes: 0, bytes } })
      try {
        return await take(file, signal, (sentBytes) => {
          if (!signal.aborted) set({ drop: { kind: 'sending', name, sentBytes, bytes } })
        })
      } catch (error) {
        if (signal.aborted) return undefined
        if (!(error instanceof EpochError)) reportError(error)
        get().sayFailure(errorRecord(error))
        return undefined
      } finally {
        if (!signal.aborted) set({ drop: undefined })
        end()
      }
    }

    return {
      drop: undefined,
      dropsGoTo: takeDropped === undefined ? 'shell' : 'page',

      dragOver() {
        if (get().drop === undefined) set({ drop: { kind: 'over' } })
      },
      dragLeft() {
        if (get().drop?.kind === 'over') set({ drop: undefined })
      },
      dropFile(file) {
        get().cancelDrop()
        if (file?.name.endsWith(WORKSPACE_FILE_ENDING)) return void get().offerWorkspace(file)
        if (file === undefined || takeDropped === undefined) return
        if (get().status?.capabilities.append) set({ drop: { kind: 'asking', file } })
        else void get().takeDropped(file, 'open')
      },
      async takeDropped(file, purpose) {
        if (takeDropped === undefined) return
        sending.abort()
        sending = new AbortController()
        const { left } = link
        const ticket = await send(takeDropped, file, sending.signal)
        if (ticket === undefined) return
        if (purpose === 'open') await get().openTab({ ticket, from: 'copy' })
        // Into the store that it was meant for, or into none.
        else if (!left.aborted) get().importFile(ticket)
      },
      cancelDrop() {
        sending.abort()
        set({ drop: undefined })
      },
    }
  }
