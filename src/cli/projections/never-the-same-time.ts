/** Makes every look at this thread's clock show a later time than the one before, by at least a second. */
export function neverTheSameTime(): void {
  const SystemDate = Date
  let last = SystemDate.now()
  const later = (): number => {
    last += 1000
    return last
  }
  globalThis.Date = new Proxy(SystemDate, {
    apply: () => new SystemDate(later()).toString(),
    construct: (target, values: readonly unknown[], newTarget) =>
      Reflect.construct(target, values.length === 0 ? [later()] : values, newTarget),
  })
  SystemDate.now = later
}
