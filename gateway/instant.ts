import { TandemError } from '../domain/contract/errors.ts'

/**
 * The moment that a desk told. Texts that look like an instant and are none (an offset of hours
 * alone) throw BAD_REQUEST {parameter}.
 */
export function instantOf(text: string, parameter: string): Date {
  const instant = new Date(text)
  if (Number.isNaN(instant.getTime())) throw new TandemError('BAD_REQUEST', { parameter })
  return instant
}
