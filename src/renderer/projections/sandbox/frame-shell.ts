/** What the page says to the frame. */
export type FrameRequest =
  /** Makes the worker of a script and hands it the port that comes along. Once per frame. */
  { readonly op: 'start'; readonly runtime: string } | { readonly op: 'ping' }

export type FrameReply =
  | { readonly op: 'frame-ready' }
  | { readonly op: 'pong' }
  | { readonly op: 'worker-error'; readonly message: string }

// WebRTC is the one way out that no policy closes. It does not exist in workers, and user code runs only there.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) Reflect.deleteProperty(globalThis, name)

addEventListener('message', ({ source, data, ports: [port] }: MessageEvent<FrameRequest>) => {
  if (source !== parent) return
  if (data.op === 'ping') return reply({ op: 'pong' })
  if (port) start(data.runtime, port)
})
reply({ op: 'frame-ready' })

function start(runtime: string, port: MessagePort): void {
  const worker = new Worker(URL.createObjectURL(new Blob([runtime], { type: 'text/javascript' })))
  worker.onerror = ({ message }) => reply({ op: 'worker-error', message })
  worker.postMessage(undefined, [port])
}

function reply(message: FrameReply): void {
  parent.postMessage(message, '*')
}
