/**
 * Liaison persons (act of 5 March 2002 art. 7/2) as nodes: a declaration tells a name and how they are reached.
 * Namesakes are many: the same name is the same person only where the same e-mail, or else telephone, stands beside it.
 */
import type { DeclarationBody } from '../contract/records.ts'
import { fold } from '../linking/names.ts'
import { declaredHandles } from '../risk/handles.ts'

const KEY_MAX = 300
/** Stands in no name and in no handle. */
const BETWEEN = '\n'

/** The key of a liaison person; null where no name or nothing by which they are reached is told. */
export function liaisonKey(body: Pick<DeclarationBody, 'employer' | 'liaison'>): string | null {
  const name = fold(body.liaison?.name ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  const [reached] = declaredHandles(body)
  if (name === '' || !reached) return null
  const key = `${reached.value}${BETWEEN}${name}`
  return key.length > KEY_MAX ? null : key
}

/** The e-mail or telephone in the key of a liaison person. */
export const reachedOf = (key: string): string => key.split(BETWEEN, 1)[0]!
