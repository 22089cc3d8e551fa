import { countText, shortCountText } from '../ui/count-text.ts'

interface RowTextProps {
  readonly name: string
  /** Of events; absent where it is not known. */
  readonly count?: number
  readonly title?: string
}

/** A name, cut where there is no room for it, and how many events it has. */
export function RowText({ name, count, title = name }: RowTextProps) {
  return (
    <>
      <span className="streams-name" title={title}>
        {name}
      </span>
      {count !== undefined && (
        <span className="streams-count quiet" title={`${countText(count)} events`}>
          {shortCountText(count)}
        </span>
      )}
    </>
  )
}
