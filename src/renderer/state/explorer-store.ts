import { createStore, type StateCreator, type StoreApi } from 'zustand/vanilla'
import type { HostClient } from '../../contract/host-client.ts'
import { type Activity, createActivity } from './activity.ts'
import { type AuditSlice, createAuditSlice } from './audit-slice.ts'
import { type BlameSlice, createBlameSlice } from './blame-slice.ts'
import { type BookmarksSlice, createBookmarksSlice } from './bookmarks-slice.ts'
import { type ChartSlice, createChartSlice } from './chart-slice.ts'
import { type Clock, windowClock } from './clock.ts'
import { type ColumnsSlice, createColumnsSlice } from './columns-slice.ts'
import { type ComparisonSlice, createComparisonSlice } from './comparison-slice.ts'
import { type ComposeSlice, createComposeSlice } from './compose-slice.ts'
import { type CorrelationSlice, createCorrelationSlice } from './correlation-slice.ts'
import { createDiffSlice, type DiffSlice } from './diff-slice.ts'
import { createDifferenceSlice, type DifferenceSlice } from './difference-slice.ts'
import { createDropSlice, type DropSlice, type TakeDropped } from './drop-slice.ts'
import { createEventShapesSlice, type EventShapesSlice } from './event-shapes-slice.ts'
import { createEventViewSlice, type EventViewSlice } from './event-view-slice.ts'
import { createExportSlice, type ExportSlice } from './export-slice.ts'
import { createFilterCompletionSlice, type FilterCompletionSlice } from './filter-completion-slice.ts'
import { createFilterSlice, type FilterSlice } from './filter-slice.ts'
import { createGlanceSlice, type GlanceSlice } from './glance-slice.ts'
import { createGoToSlice, type GoToSlice } from './go-to-slice.ts'
import { createHistorySlice, type HistorySlice } from './history-slice.ts'
import { createImportSlice, type ImportSlice } from './import-slice.ts'
import { createInspectorSlice, type InspectorSlice } from './inspector-slice.ts'
import { createLanesSlice, type LanesSlice } from './lanes-slice.ts'
import { createLayoutSlice, type LayoutSlice } from './layout-slice.ts'
import { createLinksSlice, type LinksSlice } from './links-slice.ts'
import { createLogSlice, type LogSlice } from './log-slice.ts'
import { createMapperSlice, type MapperSlice } from './mapper-slice.ts'
import { createMarksSlice, type MarksSlice } from './marks-slice.ts'
import { createMasksSlice, type MasksSlice } from './masks-slice.ts'
import { createNewProjectionSlice, type NewProjectionSlice } from './new-projection-slice.ts'
import { createPaletteSlice, type PaletteSlice } from './palette-slice.ts'
import { createPinnedEventSlice, type PinnedEventSlice } from './pinned-event-slice.ts'
import { createPlacesSlice, type PlacesSlice } from './places-slice.ts'
import { createPlayheadSlice, type PlayheadSlice } from './playhead-slice.ts'
import { createPointedSlice, type PointedSlice } from './pointed-slice.ts'
import { createProjectionFilesSlice, type ProjectionFilesSlice } from './projection-files-slice.ts'
import type { StartProjection } from './projection-port.ts'
import { createProjectionsSlice, type ProjectionsSlice } from './projections-slice.ts'
import { createReadingSlice, type ReadingSlice } from './reading-slice.ts'
import { type SaveFile, saveAsDownload } from './save-file.ts'
import { createSavedFiltersSlice, type SavedFiltersSlice } from './saved-filters-slice.ts'
import { createSearchIndexesSlice, type SearchIndexesSlice } from './search-indexes-slice.ts'
import { createSelectionSlice, type SelectionSlice } from './selection-slice.ts'
import { createSessionSlice, type SessionSlice } from './session-slice.ts'
import { createSettingsStore, type SettingsStore } from './settings-store.ts'
import { createShrinkSlice, type ShrinkSlice } from './shrink-slice.ts'
import { createStatusSlice, type StatusSlice } from './status-slice.ts'
import { StoreLink } from './store-link.ts'
import { createStorySlice, type StorySlice } from './story-slice.ts'
import { createStreamFinderSlice, type StreamFinderSlice } from './stream-finder-slice.ts'
import { createStreamsSlice, type StreamsSlice } from './streams-slice.ts'
import { createSurroundingsSlice, type SurroundingsSlice } from './surroundings-slice.ts'
import type { TabPort } from './tab-port.ts'
import { createTabsSlice, type TabsSlice } from './tabs-slice.ts'
import { createTimelineSlice, type TimelineSlice } from './timeline-slice.ts'
import { createTimelineTracksSlice, type TimelineTracksSlice } from './timeline-tracks-slice.ts'
import { createTroubleSlice, type TroubleSlice } from './trouble-slice.ts'
import { createTypeCatalogueSlice, type TypeCatalogueSlice } from './type-catalogue-slice.ts'
import { createTypesSlice, type TypesSlice } from './types-slice.ts'
import { createWatchSlice, type WatchSlice } from './watch-slice.ts'
import { createWhatIfLogSlice, type WhatIfLogSlice } from './what-if-log-slice.ts'
import { createWhatIfSlice, type WhatIfSlice } from './what-if-slice.ts'
import { createWhyNotSlice, type WhyNotSlice } from './why-not-slice.ts'
import { createWorkspaceFileSlice, type WorkspaceFileSlice } from './workspace-file-slice.ts'
import { createWorkspaceSlice, type WorkspaceSlice } from './workspace-slice.ts'

/** Everything the window knows, and every move that changes it. Each slice's file says what its part means. */
export type ExplorerState = SessionSlice &
  TabsSlice &
  LinksSlice &
  StatusSlice &
  PlayheadSlice &
  TimelineSlice &
  LogSlice &
  StreamsSlice &
  TypesSlice &
  InspectorSlice &
  ProjectionsSlice &
  ProjectionFilesSlice &
  EventShapesSlice &
  NewProjectionSlice &
  MarksSlice &
  HistorySlice &
  WatchSlice &
  WhyNotSlice &
  WhatIfSlice &
  WhatIfLogSlice &
  DifferenceSlice &
  ShrinkSlice &
  ReadingSlice &
  BlameSlice &
  ChartSlice &
  DiffSlice &
  ComparisonSlice &
  TroubleSlice &
  GlanceSlice &
  ComposeSlice &
  GoToSlice &
  AuditSlice &
  SurroundingsSlice &
  ImportSlice &
  ExportSlice &
  MapperSlice &
  DropSlice &
  LayoutSlice &
  WorkspaceSlice &
  BookmarksSlice &
  TimelineTracksSlice &
  PointedSlice &
  ColumnsSlice &
  SelectionSlice &
  LanesSlice &
  TypeCatalogueSlice &
  StreamFinderSlice &
  FilterSlice &
  FilterCompletionSlice &
  SavedFiltersSlice &
  SearchIndexesSlice &
  MasksSlice &
  PinnedEventSlice &
  EventViewSlice &
  CorrelationSlice &
  PlacesSlice &
  PaletteSlice &
  WorkspaceFileSlice &
  StorySlice

/** Components read it with zustand's `useStore(explorer, selector)`; canvases with `getState` and `subscribe`. */
export type ExplorerStore = StoreApi<ExplorerState>

/** What the slices work with. */
export interface ExplorerDeps {
  readonly host: HostClient
  readonly startProjection: StartProjection
  readonly clock: Clock
  readonly activity: Activity
  readonly link: StoreLink
  readonly settings: SettingsStore
  readonly saveFile: SaveFile
  /** Absent where the shell takes dropped files itself. */
  readonly takeDropped: TakeDropped | undefined
  /** Absent where the explorer is by itself, in no window with tabs. */
  readonly tab: TabPort | undefined
  /** Of the page, without what follows its `#`; '' where links to places in it lead nowhere. */
  readonly pageAddress: string
}

/** One slice of the state: it may read and move the others. */
export type Slice<Part> = (deps: ExplorerDeps) => StateCreator<ExplorerState, [], [], Part>

export interface ExplorerOptions {
  readonly host: HostClient
  /** How a projection's source is run: the sandbox in the window. */
  readonly startProjection: StartProjection
  readonly clock?: Clock
  /** Those of the window, for all its explorers; without them this one has its own. */
  readonly settings?: SettingsStore
  readonly saveFile?: SaveFile
  /** Where there is none, the shell takes dropped files itself. */
  readonly takeDropped?: TakeDropped
  /** Where explorers share one, all of them are at rest when it is. */
  readonly activity?: Activity
  readonly tab?: TabPort
  readonly pageAddress?: string
}

/** Nothing is asked of the host before `openStore` is called. */
export function createExplorerStore(options: ExplorerOptions): ExplorerStore {
  const { host, startProjection, clock = windowClock, saveFile = saveAsDownload } = options
  const { settings = createSettingsStore(host), activity = createActivity() } = options
  const { takeDropped, tab, pageAddress = '' } = options
  const link = new StoreLink(host, activity, (failure) => explorer.getState().sayFailure(failure))
  const deps: ExplorerDeps = {
    host,
    startProjection,
    clock,
    activity,
    link,
    settings,
    saveFile,
    takeDropped,
    tab,
    pageAddress,
  }
  const explorer = createStore<ExplorerState>((...zustand) => ({
    ...createSessionSlice(deps)(...zustand),
    ...createTabsSlice(deps)(...zustand),
    ...createLinksSlice(deps)(...zustand),
    ...createStatusSlice(deps)(...zustand),
    ...createPlayheadSlice(deps)(...zustand),
    ...createTimelineSlice(deps)(...zustand),
    ...createLogSlice(deps)(...zustand),
    ...createStreamsSlice(deps)(...zustand),
    ...createTypesSlice(deps)(...zustand),
    ...createInspectorSlice(deps)(...zustand),
    ...createProjectionsSlice(deps)(...zustand),
    ...createProjectionFilesSlice(deps)(...zustand),
    ...createEventShapesSlice(deps)(...zustand),
    ...createNewProjectionSlice(deps)(...zustand),
    ...createMarksSlice(deps)(...zustand),
    ...createHistorySlice(deps)(...zustand),
    ...createWatchSlice(deps)(...zustand),
    ...createWhyNotSlice(deps)(...zustand),
    ...createWhatIfSlice(deps)(...zustand),
    ...createWhatIfLogSlice(deps)(...zustand),
    ...createDifferenceSlice(deps)(...zustand),
    ...createShrinkSlice(deps)(...zustand),
    ...createReadingSlice(deps)(...zustand),
    ...createBlameSlice(deps)(...zustand),
    ...createChartSlice(deps)(...zustand),
    ...createDiffSlice(deps)(...zustand),
    ...createComparisonSlice(deps)(...zustand),
    ...createTroubleSlice(deps)(...zustand),
    ...createGlanceSlice(deps)(...zustand),
    ...createComposeSlice(deps)(...zustand),
    ...createGoToSlice(deps)(...zustand),
    ...createAuditSlice(deps)(...zustand),
    ...createSurroundingsSlice(deps)(...zustand),
    ...createImportSlice(deps)(...zustand),
    ...createExportSlice(deps)(...zustand),
    ...createMapperSlice(deps)(...zustand),
    ...createDropSlice(deps)(...zustand),
    ...createLayoutSlice(deps)(...zustand),
    ...createWorkspaceSlice(deps)(...zustand),
    ...createBookmarksSlice(deps)(...zustand),
    ...createTimelineTracksSlice(deps)(...zustand),
    ...createPointedSlice(deps)(...zustand),
    ...createColumnsSlice(deps)(...zustand),
    ...createSelectionSlice(deps)(...zustand),
    ...createLanesSlice(deps)(...zustand),
    ...createTypeCatalogueSlice(deps)(...zustand),
    ...createStreamFinderSlice(deps)(...zustand),
    ...createFilterSlice(deps)(...zustand),
    ...createFilterCompletionSlice(deps)(...zustand),
    ...createSavedFiltersSlice(deps)(...zustand),
    ...createSearchIndexesSlice(deps)(...zustand),
    ...createMasksSlice(deps)(...zustand),
    ...createPinnedEventSlice(deps)(...zustand),
    ...createEventViewSlice(deps)(...zustand),
    ...createCorrelationSlice(deps)(...zustand),
    ...createPlacesSlice(deps)(...zustand),
    ...createPaletteSlice(deps)(...zustand),
    ...createWorkspaceFileSlice(deps)(...zustand),
    ...createStorySlice(deps)(...zustand),
  }))
  void host.closed.then(() => explorer.setState({ connectionLost: true }))
  return explorer
}
