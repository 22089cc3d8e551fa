import type { FilePurpose, Ticket } from '../contract/host-contract.ts'
import { EpochError } from '../core/errors.ts'
import type { RequestHandlers } from './host-handlers.ts'
import { listFiles } from './list-files.ts'
import type { RememberedPaths } from './remembered-paths.ts'
import type { SourceMapper } from './source-mapper.ts'
import type { Tickets } from './tickets.ts'

/** The system's own dialogs. */
export interface Dialogs {
  /** Asks the person for a file or a repository's folder; nothing when they think better of it. */
  choose(purpose: FilePurpose): Promise<string | undefined>
}

export interface ChoosableFiles {
  readonly tickets: Tickets
  readonly recents: RememberedPaths
  /** The folder whose files are offered beside the recent ones. */
  readonly root: string | undefined
  readonly dialogs: Dialogs | undefined
  readonly mapper: SourceMapper
  /** Keeps a copy of what a page sent. */
  readonly receive: (name: string, chunks: AsyncIterable<Uint8Array>) => Promise<Ticket>
}

type FileRequests = Pick<RequestHandlers, Extract<keyof RequestHandlers, `files.${string}`>>

export function fileRequests({ tickets, recents, root, dialogs, mapper, receive }: ChoosableFiles): FileRequests {
  return {
    'files.list': async () => ({ files: await listFiles({ recents: await recents.list(), root, tickets }) }),
    'files.choose': async ({ purpose }) => {
      if (dialogs === undefined)
        throw new EpochError('not-found', 'this host has no dialogs of its own; choose from the list of files')
      const path = await dialogs.choose(purpose)
      return path === undefined ? {} : { ticket: tickets.issue(path) }
    },
    'files.receive': async ({ name, base64 }) => ({
      ticket: await receive(name, wholly(Buffer.from(base64, 'base64'))),
    }),
    'files.outline': async ({ ticket }) => mapper.outline(tickets.pathOf(ticket)),
    'files.previewMapping': async ({ ticket, mapping }) => mapper.preview(tickets.pathOf(ticket), mapping),
    'files.saveMapping': async ({ ticket, mapping }) => {
      await mapper.save(tickets.pathOf(ticket), mapping)
      return {}
    },
  }
}

async function* wholly(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes
}
