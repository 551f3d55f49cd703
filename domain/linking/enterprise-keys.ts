/** A number of an enterprise as one key, whatever dots and spaces it was written with. */
export function enterpriseKey(number: string): string {
  return number.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

/**
 * The keys under which an enterprise is known: a Belgian VAT number is its enterprise number with
 * BE before it, so both give the same key.
 */
export function enterpriseKeys(numbers: readonly (string | null)[]): string[] {
  const keys = new Set<string>()
  for (const number of numbers) {
    const key = number === null ? '' : enterpriseKey(number).replace(/^BE(?=\d{10}$)/, '')
    if (key !== '') keys.add(key)
  }
  return [...keys]
}
