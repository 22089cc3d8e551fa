const kinds: readonly (readonly [endings: RegExp, kind: string])[] = [
  [/\.(db|db3|sqlite|sqlite3|s3db)$/i, 'Database'],
  [/\.(ndjson|jsonl|ldjson)(\.gz)?$/i, 'Events, one a line'],
  [/\.csv(\.gz)?$/i, 'Table of rows'],
  [/\.json(\.gz)?$/i, 'JSON'],
  [/\.git$/i, 'Git repository'],
  [/\.gz$/i, 'Compressed'],
]

/** What a file's name says it is. What it holds is looked at when it is opened. */
export function fileKindText(name: string): string {
  const known = kinds.find(([endings]) => endings.test(name))
  if (known !== undefined) return known[1]
  return name.includes('.') ? 'File' : 'Folder or file'
}
