import { errorCatalogue } from '../src/core/error-catalogue.ts'
import { errorCodes } from '../src/core/errors.ts'

/** The text of docs/errors.md, made from the catalogue in core. */
export function errorDocs(): string {
  const rows = errorCodes.map((code) => {
    const { concerns, means, next } = errorCatalogue[code]
    return `| \`${code}\` | ${concerns} | ${means} | ${next} |`
  })
  return `# Errors

Every failure that Epoch expects has one of these codes, in the window, on the command line and in the library. The
message beside it names the file, stream, event or line. \`npm run docs:errors\` makes this page from
\`src/core/error-catalogue.ts\`.

| Code | Concerns | What happened | What to do |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}
