import * as v from 'valibot'
import {
  exportFormats,
  type HostRequests,
  type HostSubscriptions,
  MAX_EXPORTED_POSITIONS,
  MAX_ROWS_AT,
  MAX_SOURCE_CHARACTERS,
  MAX_VALUE_PATHS,
  MAX_VALUE_POSITIONS,
  MAX_VALUES_BYTES,
} from '../contract/host-contract.ts'
import { MAX_EVENT_BYTES } from '../core/event.ts'
import { PAGE_EVENTS } from '../core/event-store-backend.ts'
import {
  at,
  count,
  expectedVersion,
  filter,
  id,
  jsonObject,
  limit,
  name,
  store,
  storeMapping,
  text,
  ticket,
  timeUs,
  type,
  values,
  version,
  whole,
} from './input-schemas.ts'
import { projectionFileName } from './projection-folders.ts'

export type RequestName = keyof HostRequests
export type SubscriptionName = keyof HostSubscriptions

/** A decoder that leaves a member of its input out, or makes another type of it, does not compile. */
type DecoderOf<Input> = v.GenericSchema<unknown, Input> & {
  readonly entries: { readonly [Member in keyof Input]-?: v.GenericSchema }
}

type RequestDecoders = { readonly [Name in RequestName]: DecoderOf<HostRequests[Name]['input']> }
type SubscriptionDecoders = { readonly [Name in SubscriptionName]: DecoderOf<HostSubscriptions[Name]['input']> }

const MAX_BUCKETS = 10_000

const nothing = v.strictObject({})
const ofStore = v.strictObject({ store })
const ofFile = v.strictObject({ ticket })
const mappingOfFile = v.strictObject({ ticket, mapping: storeMapping })
const MAX_MASKS = 1000
const masks = v.pipe(v.array(text), v.maxLength(MAX_MASKS))
const buckets = whole(1, MAX_BUCKETS)
const byType = v.exactOptional(v.boolean())
const payload = v.pipe(v.string(), v.maxLength(MAX_EVENT_BYTES))
const draft = v.strictObject({ type: v.pipe(v.string(), v.maxLength(1024)), data: payload, metadata: payload })

const sourceFile = v.pipe(
  v.string(),
  v.regex(projectionFileName, 'letters, digits, - and _, then .ts or .js, at most 100 characters'),
)
const MAX_BASE64 = Math.ceil(MAX_VALUES_BYTES / 3) * 4
const MAX_RANGES = 10_000

export const requestDecoders: RequestDecoders = {
  'host.info': nothing,
  'files.list': nothing,
  'files.choose': v.strictObject({ purpose: v.picklist(['open', 'import', 'repository']) }),
  'files.outline': ofFile,
  'files.previewMapping': mappingOfFile,
  'files.saveMapping': mappingOfFile,
  'store.close': ofStore,
  'store.allowAppends': v.strictObject({ store, allowed: v.boolean() }),
  'store.searchIndexes': ofStore,
  'store.addSearchIndex': v.strictObject({ store, of: text }),
  'store.removeSearchIndex': v.strictObject({ store, of: text }),
  'store.checkpoints': ofStore,
  'store.sideTables': ofStore,
  'store.sideRows': v.strictObject({ store, table: v.pipe(v.string(), v.maxLength(1024)), skip: count, limit }),
  'streams.categories': ofStore,
  'streams.list': v.strictObject({
    store,
    category: v.exactOptional(text),
    text: v.exactOptional(text),
    skip: count,
    limit,
  }),
  'streams.find': v.strictObject({ store, text, limit }),
  'types.list': ofStore,
  'types.span': v.strictObject({ store, type }),
  'types.samples': v.strictObject({ store, type, limit }),
  'log.rows': v.strictObject({
    store,
    view: filter,
    fromRow: whole(1, Number.MAX_SAFE_INTEGER),
    limit,
    masks: v.exactOptional(masks),
  }),
  'log.values': v.strictObject({
    store,
    positions: v.pipe(v.array(at), v.maxLength(MAX_VALUE_POSITIONS)),
    paths: v.pipe(v.array(text), v.maxLength(MAX_VALUE_PATHS)),
  }),
  'log.rowsAt': v.strictObject({ store, view: filter, positions: v.pipe(v.array(at), v.maxLength(MAX_ROWS_AT)) }),
  'log.rowAt': v.strictObject({ store, view: filter, position: at }),
  'log.histogram': v.strictObject({ store, fromUs: timeUs, toUs: timeUs, buckets, byType }),
  'log.positionHistogram': v.strictObject({ store, after: at, upTo: at, buckets, byType }),
  'log.positionAtTime': v.strictObject({ store, atUs: timeUs }),
  'event.get': v.strictObject({ store, position: at }),
  'event.byId': v.strictObject({ store, id }),
  'event.inStream': v.strictObject({ store, stream: name, version }),
  'event.effects': v.strictObject({ store, id, limit }),
  'event.correlated': v.strictObject({ store, correlationId: text, after: at, limit }),
  'events.read': v.strictObject({ store, after: at, upTo: at, filter }),
  'events.append': v.strictObject({
    store,
    stream: v.pipe(v.string(), v.maxLength(1024)),
    expectedVersion,
    events: v.pipe(v.array(draft), v.minLength(1), v.maxLength(PAGE_EVENTS)),
  }),
  'projections.save': v.strictObject({
    store,
    name: sourceFile,
    source: v.pipe(v.string(), v.maxLength(MAX_SOURCE_CHARACTERS)),
  }),
  'projections.remove': v.strictObject({ store, name: sourceFile }),
  'values.open': nothing,
  'files.receive': v.strictObject({
    name: text,
    base64: v.pipe(v.string(), v.maxLength(MAX_BASE64), v.base64()),
  }),
  'values.append': v.strictObject({ values, base64: v.pipe(v.string(), v.maxLength(MAX_BASE64), v.base64()) }),
  'values.read': v.strictObject({
    values,
    ranges: v.pipe(v.array(v.strictTuple([count, count])), v.maxLength(MAX_RANGES)),
  }),
  'values.close': v.strictObject({ values }),
  'workspace.read': ofStore,
  'workspace.write': v.strictObject({ store, workspace: jsonObject }),
  'settings.read': nothing,
  'settings.write': v.strictObject({ settings: jsonObject }),
}

export const subscriptionDecoders: SubscriptionDecoders = {
  'files.offered': nothing,
  'store.open': v.strictObject({ ticket: v.exactOptional(ticket), readDamaged: v.exactOptional(v.boolean()) }),
  'store.watch': ofStore,
  'store.audit': ofStore,
  'store.import': v.strictObject({ store, ticket }),
  'store.export': v.strictObject({
    store,
    format: v.picklist(exportFormats),
    filter,
    positions: v.exactOptional(v.pipe(v.array(at), v.maxLength(MAX_EXPORTED_POSITIONS))),
    masks,
  }),
  'projections.watch': ofStore,
  'types.fields': v.strictObject({ store, type }),
  'events.subscribe': v.strictObject({ store, after: at, filter }),
}
