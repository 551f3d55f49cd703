import { gaps } from '../../calendar/spans.ts'
import type { FindingFact } from '../../contract/findings.ts'
import type { TandemRecord } from '../../contract/records.ts'
import type { DeclarationVerdict } from '../../contract/workbench.ts'
import { authorisedFact, noMismatch, periodFact, permitEmployerFact } from '../evidence.ts'
import { fact, periodValue, personRule, type DeclarationCase, type RuleContext } from '../rule.ts'
import { UNCOVERED } from '../screens.ts'

type Differing = DeclarationVerdict['differs'][number]

/** Both sides of one differing element; of periods also the days that nothing covers. */
function bothSides(
  context: RuleContext,
  element: Differing,
  { record: declaration, cover }: DeclarationCase,
  dossier: TandemRecord<'dossier'>,
): (FindingFact | null)[] {
  const { period, employer, places, isco } = declaration.body
  switch (element) {
    case 'EMPLOYER':
      return [
        employer && fact('declaredEmployer', 'text', employer.name, declaration, 'employer.name'),
        permitEmployerFact(context, dossier),
      ]
    case 'PLACE': {
      const declared = places[0]?.address?.municipality ?? null
      const workplace = dossier.body.workplaces[0]?.municipality ?? null
      return [
        fact(
          'declaredPlace',
          'municipality',
          declared,
          declaration,
          'places.0.address.municipality',
        ),
        fact('permitWorkplace', 'municipality', workplace, dossier, 'workplaces.0.municipality'),
      ]
    }
    case 'JOB':
      return [
        fact('declaredJob', 'text', isco, declaration, 'isco'),
        fact('permitJob', 'text', dossier.body.job.isco, dossier, 'job.isco'),
      ]
    case 'PERIOD':
      return [
        periodFact(declaration),
        authorisedFact(dossier),
        ...gaps(cover, period).map((gap) =>
          fact('uncoveredPeriod', 'period', periodValue(gap), declaration, 'period'),
        ),
      ]
  }
}

/**
 * M4: declared in Limosa while a permit is granted for another employer, place or job, or for
 * other days. A permit binds one employer, one worker, one place and one job category; several declared
 * clients and places: one that agrees is enough (elements). Facts: declarations, dossiers, their
 * employers. Parameters: ISCO_DIGITS (elements), ANNEX_COVER.
 */
export const m4 = personRule({
  code: 'M4',
  version: 3,
  kind: 'HARD',
  severity: 'MEDIUM',
  sees: ['IDENTITY'],
  ground: ['BVR of 7 December 2018', 'S19'],
  screens: [UNCOVERED],
  find(context) {
    const found = context.cases.filter(({ verdict }) => verdict.code === 'M4')
    if (found.length === 0) return noMismatch(context)
    return found.flatMap((one) => {
      const { record, verdict } = one
      const dossier = context.facts.dossiers.find(({ id }) => id === verdict.dossierId)
      if (!dossier) return []
      const sides = verdict.differs.flatMap((element) => bothSides(context, element, one, dossier))
      return {
        key: [record.id, dossier.id],
        dossierId: dossier.id,
        declarationId: record.id,
        facts: sides.filter((side) => side !== null),
        exceptions: verdict.exceptions,
      }
    })
  },
})
