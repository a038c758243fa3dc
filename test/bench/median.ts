/** The middle value; of an even number of values, the upper of the two in the middle. */
export const median = (values: readonly number[]): number => percentile(values, 50)

/** The value below which `percent` of the values lie. */
export function percentile(values: readonly number[], percent: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length * percent) / 100)] ?? Number.NaN
}
