/** Made by scripts/sandbox-frame.ts of worker.ts: the text of one classic script. */
declare module 'virtual:sandbox-runtime' {
  const text: string
  export default text
}
