import { isUuid, type NewEvent } from './event.ts'
import { uuidv7 } from './uuid.ts'

/** What {@link kurrentdbCurl} is made of; data and metadata must be JSON, metadata may be ''. */
type Appended = Pick<NewEvent, 'stream' | 'id' | 'type' | 'data' | 'metadata'>

/**
 * A command for a POSIX shell that appends an event to its stream by the HTTP API of a KurrentDB on this machine, whatever version the stream
 * has. KurrentDB takes UUIDs alone, so in place of any other id is a new one; it has no place for a time.
 */
export function kurrentdbCurl({ stream, id, type, data, metadata }: Appended): string {
  const url = `http://localhost:2113/streams/${encodeURIComponent(stream)}`
  const what = `{"eventId":"${isUuid(id) ? id : uuidv7(Date.now())}","eventType":${JSON.stringify(type)},"data":${data}`
  return [
    `curl --include ${quoted(url)} \\`,
    `  --header 'Content-Type: application/vnd.kurrent.events+json' \\`,
    // A line of JSON never is the word that ends this, and a shell reads nothing else into it.
    `  --data-binary @- <<'END_OF_EVENTS'`,
    `[${what}${metadata === '' ? '' : `,"metadata":${metadata}`}}]`,
    'END_OF_EVENTS',
  ].join('\n')
}

/** In single quotes a shell takes everything as it is but their end. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
