/**
 * Which person an exact identifier points to. An identifier that several persons carry points to
 * the one of them with the same birth date, and to nobody when that does not decide: a shared
 * passport is a signal (R33), not a link.
 */
export interface Carrier {
  personId: string
  birthDate: string | null
}

/** Id of the person meant, or null. `birthDate` is the one typed in the declaration. */
export function carrierOf(carriers: readonly Carrier[], birthDate: string | null): string | null {
  const [only, ...others] = carriers
  if (!only) return null
  if (others.length === 0) return only.personId
  const same = carriers.filter((carrier) => birthDate !== null && carrier.birthDate === birthDate)
  return same.length === 1 ? same[0]!.personId : null
}
