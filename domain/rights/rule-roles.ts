/** Which roles a rule is for: who is shown what it reads, and who says what its signals turned out to be. */
import type { Actor } from '../contract/actor.ts'
import { ROLES, type FindingCode, type MaskedSource, type Role } from '../contract/codes.ts'
import { mayJudge } from './rights.ts'
import { withheldFrom } from './withheld.ts'

/** Somebody of a role, wherever they work. */
const ofRole = (role: Role): Actor => ({
  id: role,
  name: role,
  role,
  region: role === 'REGION_OFFICER' || role === 'SUPERVISOR' ? 'FL' : null,
})

/** Roles whose desks are shown everything that a rule must see; on others it cannot be tested. */
export const rolesThatSee = (sees: readonly MaskedSource[]): Role[] =>
  ROLES.filter((role) => {
    const withheld = withheldFrom(ofRole(role))
    return sees.every((source) => !withheld.includes(source))
  })

/** Roles that judge the signals of a rule. */
export const rolesThatJudge = (code: FindingCode): Role[] =>
  ROLES.filter((role) => mayJudge(ofRole(role), code))
