import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { Notice } from '../state/session-slice.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import './notices.css'

const INFO_MS = 6000

/**
 * What there is to say once, in a corner: it never takes the focus. What went well goes by itself, unless somebody points at it; failures
 * stay until they are dismissed.
 */
export function Notices({ explorer }: { readonly explorer: ExplorerStore }) {
  const notices = useStore(explorer, (state) => state.notices)
  const [held, setHeld] = useState(false)
  const failures = notices.filter(({ tone }) => tone === 'failure')
  const infos = notices.filter(({ tone }) => tone === 'info')
  return (
    <section
      className="notices"
      aria-label="Notices"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className="notices-part" role="alert">
        {failures.map((notice) => (
          <NoticeCard key={notice.id} explorer={explorer} notice={notice} />
        ))}
      </div>
      <div className="notices-part" role="status">
        {infos.map((notice) => (
          <InfoCard key={notice.id} explorer={explorer} notice={notice} held={held} />
        ))}
      </div>
    </section>
  )
}

interface NoticeCardProps {
  readonly explorer: ExplorerStore
  readonly notice: Notice
}

function InfoCard({ explorer, notice, held }: NoticeCardProps & { readonly held: boolean }) {
  const { id } = notice
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => explorer.getState().dismissNotice(id), INFO_MS)
    return () => clearTimeout(timer)
  }, [explorer, id, held])
  return <NoticeCard explorer={explorer} notice={notice} />
}

function NoticeCard({ explorer, notice: { id, tone, text, code } }: NoticeCardProps) {
  return (
    <div className={tone === 'failure' ? 'notice notice-failure' : 'notice'}>
      <Icon name={tone === 'failure' ? 'warning' : 'info'} size="large" />
      <p className="notice-text">
        {text}
        {code && <code className="mono quiet"> {code}</code>}
      </p>
      <IconButton icon="close" label="Dismiss" onUse={() => explorer.getState().dismissNotice(id)} />
    </div>
  )
}
