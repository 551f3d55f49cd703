/**
 * Something with other values of some fields, as those who only read see it. A record of a whole pass is
 * looked up field by field and cannot be copied (`db/fact-records.ts`): what is not replaced is asked of it.
 */
export function overlay<T extends object>(one: T, changes: Partial<T>): T {
  const fields = Object.entries(changes).map(([name, value]) => [
    name,
    { value: value as unknown, enumerable: true },
  ])
  return Object.create(one, Object.fromEntries(fields) as PropertyDescriptorMap) as T
}
