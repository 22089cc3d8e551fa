import { useEffect, useState } from 'react'
import { Icon } from './Icon.tsx'
import './ui.css'

interface CopyButtonProps {
  /** What is copied, in words, as in `Copy the id`. */
  readonly label: string
  readonly text: string
}

const SAID_MS = 1500

export function CopyButton({ label, text }: CopyButtonProps) {
  const [said, setSaid] = useState<'copied' | 'failed'>()

  useEffect(() => {
    if (said === undefined) return
    const timer = setTimeout(() => setSaid(undefined), SAID_MS)
    return () => clearTimeout(timer)
  }, [said])

  function copy(): void {
    navigator.clipboard.writeText(text).then(
      () => setSaid('copied'),
      () => setSaid('failed'),
    )
  }

  return (
    <button type="button" className="button button-quiet button-icon" aria-label={label} title={label} onClick={copy}>
      {said === undefined ? <Icon name="copy" /> : <span role="status">{said === 'copied' ? '✓' : '✕'}</span>}
    </button>
  )
}
