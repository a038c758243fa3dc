/** The same function, which works out anew only what it is asked for with something else than the last time. */
export function remembering<Args extends readonly unknown[], Result>(
  work: (...args: Args) => Result,
): (...args: Args) => Result {
  let last: { readonly args: Args; readonly result: Result } | null = null
  return (...args) => {
    if (!last || args.some((arg, index) => arg !== last?.args[index])) last = { args, result: work(...args) }
    return last.result
  }
}
