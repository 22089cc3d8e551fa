import { InvalidRequest } from '../core/errors.ts'
import type { TypeBuckets } from '../core/log-index.ts'
import type { LogTables } from './log-tables.ts'

interface BucketCounts {
  readonly counts: readonly number[]
  readonly types?: readonly TypeBuckets[]
}

/** @throws InvalidRequest */
export function checkBuckets(request: string, buckets: number, span: number): void {
  if (!Number.isSafeInteger(buckets) || buckets < 1) throw new InvalidRequest(request, 'it needs at least one bucket')
  if (span < 0) throw new InvalidRequest(request, 'its end is before its start')
}

/** How many events each bucket holds. @param places where each bucket begins, from 0, and where the last one ends */
export function bucketsBetween(
  tables: LogTables,
  places: readonly number[],
  { byType = false }: { readonly byType?: boolean },
): BucketCounts {
  const counts = places.slice(1).map((end, bucket) => end - (places[bucket] ?? 0))
  return byType ? { counts, types: typesBetween(tables, places) } : { counts }
}

function typesBetween({ types, typeOf }: LogTables, places: readonly number[]): TypeBuckets[] {
  const buckets = places.length - 1
  const found = new Map<number, number[]>()
  for (let bucket = 0; bucket < buckets; bucket++)
    for (let place = places[bucket] ?? 0; place < (places[bucket + 1] ?? 0); place++) {
      const type = typeOf.at(place)
      const counts = found.get(type) ?? new Array<number>(buckets).fill(0)
      counts[bucket] = (counts[bucket] ?? 0) + 1
      found.set(type, counts)
    }
  return [...found]
    .flatMap(([type, counts]) => types.slice(type, type + 1).map(({ name }) => ({ name, counts })))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
