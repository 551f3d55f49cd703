/**
 * Handles: by what an enterprise can be reached. Of a sender they stand in its declarations (the
 * liaison person, act of 5 March 2002 art. 7/2), its address in the register. Compared as folded text.
 */
import type { HandleKind } from '../contract/codes.ts'
import type { Address, EnterpriseBody, Liaison, RegisterLineBody } from '../contract/records.ts'
import type { Numbered } from '../linking/enterprise-keys.ts'
import { fold } from '../linking/names.ts'

export interface Handle {
  kind: Exclude<HandleKind, 'ACCOUNT' | 'FEE_ACCOUNT'>
  value: string
}

type Account = NonNullable<RegisterLineBody['account']>

/** The account that a line tells: the enterprise's own, or that of whoever paid its fee. */
export function accountHandle({ key, origin }: Account) {
  return { kind: origin === 'FEE' ? 'FEE_ACCOUNT' : 'ACCOUNT', value: key } as const
}

export const isAccount = (kind: HandleKind): boolean => kind === 'ACCOUNT' || kind === 'FEE_ACCOUNT'

/** What a declaration tells of how its sender is reached. */
export interface Reached {
  employer: Numbered | null
  liaison: Pick<Liaison, 'email' | 'phone'> | null
}

/** E-mail and phone of the liaison person; none where no employer sends. */
export function declaredHandles({ employer, liaison }: Reached): Handle[] {
  if (employer === null || liaison === null) return []
  const handles: Handle[] = [
    { kind: 'EMAIL', value: liaison.email.trim().toLowerCase() },
    { kind: 'PHONE', value: liaison.phone.replace(/[^+0-9]/g, '') },
  ]
  return handles.filter(({ value }) => value !== '')
}

/** An address as one line, the same however it was typed; null where no street is told. */
export function addressKey({ street, postalCode, municipality, place, country }: Address) {
  if (street === null || street.trim() === '') return null
  const at = municipality ?? postalCode ?? place ?? ''
  return [street, at, country]
    .map((part) =>
      fold(part)
        .replace(/[^A-Z0-9]+/g, ' ')
        .trim(),
    )
    .join('|')
}

/** The address of the register, when it names a street. */
export function registeredHandles({ address }: EnterpriseBody): Handle[] {
  const value = addressKey(address)
  return value === null ? [] : [{ kind: 'ADDRESS', value }]
}
