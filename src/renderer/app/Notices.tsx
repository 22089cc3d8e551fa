import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { Notice } from '../state/session-slice.ts'
import { Icon } from '../ui/Icon.tsx'

const INFO_MS = 6000

/** What there is to say once, in a corner. Failures stay until they are dismissed. */
export function Notices({ explorer }: { readonly explorer: ExplorerStore }) {
  const notices = useStore(explorer, (state) => state.notices)
  return (
    <div className="notices" role="status" aria-label="Notices">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} explorer={explorer} notice={notice} />
      ))}
    </div>
  )
}

function NoticeCard({ explorer, notice }: { readonly explorer: ExplorerStore; readonly notice: Notice }) {
  const { id, tone, text, code } = notice
  useEffect(() => {
    if (tone === 'failure') return
    const timer = setTimeout(() => explorer.getState().dismissNotice(id), INFO_MS)
    return () => clearTimeout(timer)
  }, [explorer, id, tone])
  return (
    <div className={tone === 'failure' ? 'notice notice-failure' : 'notice'}>
      <p>
        {text}
        {code && <code className="mono quiet"> {code}</code>}
      </p>
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label="Dismiss"
        onClick={() => explorer.getState().dismissNotice(id)}
      >
        <Icon name="close" />
      </button>
    </div>
  )
}
