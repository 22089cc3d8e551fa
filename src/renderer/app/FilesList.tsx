import type { FileChoice } from '../../contract/host-contract.ts'
import { bytesText } from '../ui/bytes-text.ts'
import { fileKindText } from '../ui/file-kind-text.ts'
import { utcSecondText } from '../ui/utc-text.ts'

interface FilesListProps {
  readonly files: readonly FileChoice[]
  readonly onChoose: (file: FileChoice) => void
}

/** Files of the host, one a button. */
export function FilesList({ files, onChoose }: FilesListProps) {
  return (
    <ul className="files-list">
      {files.map((file) => (
        <li key={file.ticket}>
          <button type="button" className="file" onClick={() => onChoose(file)}>
            <span className="file-name">{file.name}</span>
            <span className="file-kind quiet">
              {file.kind === 'repository' ? 'Git repository' : fileKindText(file.name)}
            </span>
            <span className="file-size quiet">{file.kind === 'repository' ? '' : bytesText(file.bytes)}</span>
            <span className="file-place quiet">{file.place}</span>
            <span className="file-time quiet">{utcSecondText(file.changedAtUs)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
