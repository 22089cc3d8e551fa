/** Whether a source is written in KurrentDB's JavaScript, as far as one sees without reading all of it. */
export function isKurrentdbSource(source: string): boolean {
  if (/^\s*(?:import|export)\b/m.test(source)) return false
  return /^\s*(?:fromAll|fromStreams?|fromCategory|fromCategories)\s*\(/m.test(source)
}
