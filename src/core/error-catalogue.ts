import type { EpochErrorCode } from './errors.ts'

/** What a code stands for, for the person who meets it. */
export interface ErrorEntry {
  /** Whose matter it is. */
  readonly concerns: 'you' | 'input' | 'store' | 'projection' | 'connection' | 'security' | 'Epoch'
  readonly means: string
  readonly next: string
}

/** Every code with its meaning and the next step; docs/errors.md is made from it. */
export const errorCatalogue: Readonly<Record<EpochErrorCode, ErrorEntry>> = {
  'bad-cursor': {
    concerns: 'input',
    means: 'A position, version or row that no store can have.',
    next: 'Give a whole number from 0.',
  },
  'bad-name': {
    concerns: 'input',
    means: 'A stream name, event type or event id that is empty, over 512 bytes, or has control characters.',
    next: 'Give it a legal name.',
  },
  'caller-refused': {
    concerns: 'security',
    means: 'A page or program that is not Epoch asked the host for something.',
    next: 'Open the address that Epoch printed; a used token needs a new start of the host.',
  },
  'disk-full': {
    concerns: 'store',
    means: 'The disk has no room for what was to be written; nothing of it was.',
    next: 'Make room and do it again; no restart is needed.',
  },
  'event-too-large': {
    concerns: 'input',
    means: 'Data and metadata of one event have more than 16 MiB.',
    next: 'Store the large part elsewhere and refer to it.',
  },
  'file-exists': {
    concerns: 'you',
    means: 'What was to be made is there already, and is not written over.',
    next: 'Name a new file.',
  },
  'host-unreachable': {
    concerns: 'connection',
    means: 'The process that holds the stores is gone or does not answer.',
    next: 'Reload the window, or start Epoch again.',
  },
  'id-conflict': {
    concerns: 'input',
    means: 'The store has another event with this id.',
    next: 'Give the new event its own id.',
  },
  'import-bad-event': {
    concerns: 'input',
    means: 'A line is JSON but not an event: a member is missing or is not what it must be.',
    next: 'Mend the line and import the file again; what is in the store already is not added twice.',
  },
  'import-bad-json': {
    concerns: 'input',
    means: 'A line is not JSON, from the column given.',
    next: 'Mend the line and import the file again; what is in the store already is not added twice.',
  },
  'import-bad-time': {
    concerns: 'input',
    means: 'A time that is neither ISO 8601 nor a number Epoch can place.',
    next: 'Write it like 2026-03-01T10:22:31.123456Z.',
  },
  'import-bad-utf8': {
    concerns: 'input',
    means: 'A line has bytes that are not UTF-8.',
    next: 'Convert the file to UTF-8.',
  },
  'import-bomb': {
    concerns: 'input',
    means: 'A compressed file unpacks to far more than such files do.',
    next: 'Unpack it yourself, look at it, and import what you trust.',
  },
  'import-control-char': {
    concerns: 'input',
    means: 'A line has a control character, or a carriage return, where JSON has none.',
    next: 'Write it as an escape, and end lines with a line feed.',
  },
  'import-duplicate-key': {
    concerns: 'input',
    means: 'An object has the same key twice. The text is kept as it is; the last value is the one that counts.',
    next: 'Nothing must be done; see that whoever wrote it meant that.',
  },
  'import-line-too-long': {
    concerns: 'input',
    means: 'A line of more than 16 MiB; it was passed over.',
    next: 'Check that the file has one event per line.',
  },
  'import-too-deep': {
    concerns: 'input',
    means: 'A line nests arrays or objects more than 512 deep.',
    next: 'Flatten it before the import.',
  },
  'import-too-wide': {
    concerns: 'input',
    means: 'An object of a line has more than 100,000 members.',
    next: 'Use an array, or split the event.',
  },
  'import-truncated': {
    concerns: 'input',
    means: 'A compressed file ends before its end; what came before is in the store.',
    next: 'Get the whole file and import it again; what is in the store already is not added twice.',
  },
  'import-unreadable': {
    concerns: 'input',
    means: 'The file to import cannot be read.',
    next: 'Check the path and its permissions.',
  },
  'import-unrecognised': {
    concerns: 'input',
    means: 'What the file holds has the form of no history that Epoch reads.',
    next: 'See docs/opening-your-store.md for the formats; a file of rows can be mapped.',
  },
  'import-unresolved-link': {
    concerns: 'input',
    means: 'A link to an event whose content the file does not have; nothing was added for it.',
    next: 'Read the stream with its links resolved, or import the stream that the link is to.',
  },
  'import-unsupported': {
    concerns: 'input',
    means: 'An archive, or a compression, that Epoch does not unpack.',
    next: 'Unpack it and import what is in it.',
  },
  'import-wrong-encoding': {
    concerns: 'input',
    means: 'The text is UTF-16 or UTF-32.',
    next: 'Save it as UTF-8 and import it again.',
  },
  internal: {
    concerns: 'Epoch',
    means: 'Epoch hit a bug.',
    next: 'The host wrote what happened to its error output; please report it.',
  },
  'invalid-event': {
    concerns: 'input',
    means: 'An event was put together wrongly.',
    next: 'The message names the member.',
  },
  'invalid-filter': {
    concerns: 'you',
    means: 'A text that is no filter, from the column given.',
    next: 'The message says what was expected there; docs/filters.md has the language.',
  },
  'invalid-mapping': {
    concerns: 'input',
    means: 'A mapping names a table or a column that is not there, or leaves out a part that events need.',
    next: 'Choose columns that the table has: a stream, a type and data at least.',
  },
  'invalid-request': {
    concerns: 'Epoch',
    means: 'The window asked for something that its host does not know, or an export for what its format cannot hold.',
    next: 'Reload the window: it may be older than its host. For an export, name one stream or take another format.',
  },
  'link-refused': {
    concerns: 'security',
    means: 'A link that Epoch did not make, or that names no file of this machine by its full path.',
    next: 'Open the store itself, and copy a link to the place anew.',
  },
  'not-found': {
    concerns: 'you',
    means: 'What was asked for is not in the store.',
    next: 'Check the number or the name.',
  },
  'not-a-git-repository': {
    concerns: 'you',
    means: 'The folder is not the work tree or the git folder of a repository, or git is not installed.',
    next: 'Name the repository itself; check that `git` runs.',
  },
  'port-taken': {
    concerns: 'you',
    means: 'Another program listens on the port, or this user may not.',
    next: 'Name another port with --port, or none: then a free one is taken.',
  },
  'predicate-invalid': {
    concerns: 'you',
    means: 'A predicate that does not parse, or that changes the state it is asked about.',
    next: 'Write an expression over state, key and event, as `state.cents < 0`; compare with ===.',
  },
  'projection-crashed': {
    concerns: 'projection',
    means: 'The process that ran the projection died, most often of memory.',
    next: 'Keep less in its state, then run it again.',
  },
  'projection-failed': {
    concerns: 'projection',
    means: 'A handler threw; the state before that event was kept.',
    next: 'Go to the event named and mend the handler.',
  },
  'projection-invalid': {
    concerns: 'projection',
    means: 'The source does not compile, or does not export a projection.',
    next: 'The message says which member was expected to be what.',
  },
  'projection-timeout': {
    concerns: 'projection',
    means: 'A handler did not come to an end and was stopped.',
    next: 'Look for an endless loop at the event named.',
  },
  'runtime-too-old': {
    concerns: 'you',
    means: 'Node is older than 22.14, and SQLite would crash on it.',
    next: 'Run it with bin/epoch or npm, which bring a Node that fits, or install a newer one.',
  },
  'store-busy': {
    concerns: 'store',
    means: 'Another program held the store locked for more than five seconds.',
    next: 'Try again; find out what holds it if it stays so.',
  },
  'store-corrupt': {
    concerns: 'store',
    means: 'SQLite found the file damaged.',
    next: 'Work on a copy; restore a backup if you have one. The window, and --damaged on the command line, read what can be read.',
  },
  'store-gone': {
    concerns: 'store',
    means: 'The disk that the store is on does not answer: it was taken out, or it fails.',
    next: 'Put it back, and try again.',
  },
  'store-no-permission': {
    concerns: 'store',
    means: 'The file, its folder or a file beside it may not be read or written by you.',
    next: 'Check the permissions of what the message names.',
  },
  'store-not-a-file': {
    concerns: 'you',
    means: 'The path is a folder or a device and no git repository.',
    next: 'Name a store, an .ndjson file or a git repository.',
  },
  'store-not-found': { concerns: 'you', means: 'There is nothing at that path.', next: 'Check the path.' },
  'store-not-open': {
    concerns: 'connection',
    means: 'The store was closed, or never opened by this window.',
    next: 'Open it again.',
  },
  'store-not-sqlite': {
    concerns: 'store',
    means: 'The file is not a SQLite database: it is empty, of another kind, or encrypted.',
    next: 'Name a store, an .ndjson file or a git repository.',
  },
  'store-read-only': {
    concerns: 'store',
    means: 'The store takes no events.',
    next: 'The badge says why and what the way out is.',
  },
  'store-reader-died': {
    concerns: 'store',
    means: "The process that reads another application's store ended by itself.",
    next: 'Try again, it is started anew; if it ends again, the file may be damaged or hostile.',
  },
  'store-replaced': {
    concerns: 'store',
    means: 'The file was moved, deleted or replaced by another one while it was open; nothing more is written to it.',
    next: 'Open the store again where it is now.',
  },
  'store-rewound': {
    concerns: 'store',
    means: 'What was read of the store has changed: its file was cut short, or an older copy was restored into it.',
    next: 'Open it again; whoever has a checkpoint in it begins at the start.',
  },
  'store-schema-refused': {
    concerns: 'security',
    means: 'What should be the table of events is a view, a virtual table or has computed columns.',
    next: 'Copy the events into a plain table and open that.',
  },
  'store-timeout': {
    concerns: 'store',
    means: 'Reading the store took too long and was stopped.',
    next: 'Try again; a store that stays so may be hostile or damaged.',
  },
  'store-too-new': {
    concerns: 'store',
    means: 'A newer Epoch wrote the store; this one reads it and cannot write it.',
    next: 'Update Epoch to append to it.',
  },
  'store-unknown-schema': {
    concerns: 'store',
    means: 'A SQLite database without tables that Epoch knows as an event store.',
    next: 'The message lists its tables and the kinds Epoch opens.',
  },
  'value-too-large': {
    concerns: 'store',
    means: 'A value in a store of another kind has more than 16 MiB.',
    next: 'It is shown by its size; read it with the store’s own tools.',
  },
  'what-if-invalid': {
    concerns: 'you',
    means: 'A what-if that could not have been a history: it names no event of the store, or its own are no events.',
    next: 'The message names the member; edit it or take it out.',
  },
  'workspace-invalid': {
    concerns: 'input',
    means: 'A file that is no workspace of Epoch, or that something has changed so that it is none any more.',
    next: 'Ask whoever made it to save it anew.',
  },
  'wrong-expected-version': {
    concerns: 'input',
    means: 'Somebody else appended to the stream first; nothing was written.',
    next: 'See what came between, decide again, append again.',
  },
}
