import type { FindingFact } from '../../contract/findings.ts'
import { quarterOf } from '../../calendar/local-date.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { checkMandate, type CheckedMandate, mandateFault } from '../../dossier/mandates.ts'
import { MANDATE_GROUP } from '../../reference/mandate-group.ts'
import type { PersonFacts } from '../person-facts.ts'
import { clear, fact, personRule, tableFact, type RuleContext, type Sighting } from '../rule.ts'
import { anyOf } from '../screens.ts'

function filingFacts({ facts }: RuleContext, dossier: TandemRecord<'dossier'>): FindingFact[] {
  const { filedById, employerId, submittedOn } = dossier.body
  const filer = facts.enterprises.get(filedById!)
  const employer = facts.enterprises.get(employerId!)
  return [
    fact('submittedOn', 'date', submittedOn, dossier, 'submittedOn'),
    fact('filingQuarter', 'code', `quarter.${quarterOf(submittedOn)}`, dossier, 'submittedOn'),
    ...(filer ? [fact('filer', 'text', filer.body.name, filer, 'name')] : []),
    ...(employer ? [fact('permitEmployer', 'text', employer.body.name, employer, 'name')] : []),
  ]
}

function mandateFacts(mandate: TandemRecord<'mandate'>): FindingFact[] {
  const { fromQuarter, toQuarter, status, groups } = mandate.body
  return [
    fact(
      'mandateQuarters',
      'code',
      `quarter.${fromQuarter}/${toQuarter ?? ''}`,
      mandate,
      'fromQuarter',
    ),
    fact('mandateStatus', 'code', `mandateStatus.${status}`, mandate, 'status'),
    ...groups.map((group) =>
      fact('mandateGroup', 'code', `mandateGroup.${group}`, mandate, 'groups'),
    ),
    tableFact('neededGroup', 'code', `mandateGroup.${MANDATE_GROUP.group}`, 'mandateGroup'),
  ]
}

/**
 * What may be in order all the same: a mandate that waits for Mahis or for a signature, one that was closed
 * without its last quarter, and none at all where no mandate of the employer is known here.
 */
function isSign(
  { facts }: RuleContext,
  { body: { employerId, submittedOn } }: TandemRecord<'dossier'>,
  mandate: TandemRecord<'mandate'> | undefined,
): boolean {
  if (!mandate) return !facts.mandates.some(({ body }) => body.mandatorId === employerId)
  return mandateFault(mandate.body, submittedOn) === 'status' && mandate.body.status !== 'REJECTED'
}

function sighting(
  context: RuleContext,
  dossier: TandemRecord<'dossier'>,
  { mandateId }: CheckedMandate,
): Sighting {
  const mandate = context.facts.mandates.find(({ id }) => id === mandateId)
  return {
    key: [dossier.id],
    dossierId: dossier.id,
    declarationId: null,
    facts: [...filingFacts(context, dossier), ...(mandate ? mandateFacts(mandate) : [])],
    exceptions: [{ name: 'MANDATE_OF_LAWYER', outcome: 'UNKNOWN' }],
    ...(isSign(context, dossier, mandate) && { kind: 'SOFT' as const }),
  }
}

/** How a filing by another than the employer lacks a mandate; null when it does not. */
function withoutMandate(
  { mandates }: Pick<PersonFacts, 'mandates'>,
  { body }: TandemRecord<'dossier'>,
): CheckedMandate | null {
  if (body.filedById === null || body.filedById === body.employerId) return null
  const check = checkMandate(body, mandates)
  return check.outcome === 'NOT_COVERED' || check.outcome === 'NO_MANDATE' ? check : null
}

/**
 * R41: filed by another enterprise than the employer without a mandate that was active in the
 * quarter of filing for the group of applications; that it ended since takes nothing away. Facts: dossier,
 * mandates given by the employer.
 * Parameter: the needed group (dated table, not published by Mahis).
 */
export const r41 = personRule({
  code: 'R41',
  version: 2,
  kind: 'HARD',
  seesSigns: true,
  severity: 'MEDIUM',
  ground: ['Mahis', 'S66', 'S67'],
  screens: [
    anyOf(
      ({ facts }) => facts.dossiers.filter((one) => withoutMandate(facts, one) !== null).length,
    ),
  ],
  find(context) {
    let found: Sighting[] | null = null
    for (const dossier of context.facts.dossiers) {
      const check = withoutMandate(context.facts, dossier)
      if (!check) continue
      found ??= []
      found.push(sighting(context, dossier, check))
    }
    if (found) return found
    const { dossiers, enterprises } = context.facts
    const [dossier] = dossiers
    if (!dossier) return clear(context, 'NO_DOSSIER')
    const { filedById } = dossier.body
    const filer = (filedById !== null && enterprises.get(filedById)?.body.name) || null
    return clear(context, 'COVERED', () => fact('filer', 'text', filer, dossier, 'filedById'))
  },
})
