/** What is seen of a declaration against a dossier: where they differ, and M2 and M3, which share their form. */
import { gaps } from '../calendar/spans.ts'
import type { FindingFact } from '../contract/findings.ts'
import type { TandemRecord } from '../contract/records.ts'
import type { DeclarationVerdict } from '../contract/workbench.ts'
import {
  authorisedFact,
  declarationFacts,
  noMismatch,
  periodFact,
  permitEmployerFact,
  workStateFacts,
} from './evidence.ts'
import { fact, periodValue, type DeclarationCase, type RuleContext, type Sighting } from './rule.ts'

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

/** Both sides of everything in which a declaration differs from the dossier of its verdict. */
export const differingFacts = (
  context: RuleContext,
  one: DeclarationCase,
  dossier: TandemRecord<'dossier'>,
): FindingFact[] =>
  one.verdict.differs
    .flatMap((element) => bothSides(context, element, one, dossier))
    .filter((side) => side !== null)

/** One sighting per declaration with this verdict: what is declared, and where the dossier stands. */
export function declaredAgainstDossier(
  context: RuleContext,
  code: 'M2' | 'M3',
): readonly Sighting[] {
  const found = context.cases.filter(({ verdict }) => verdict.code === code)
  if (found.length === 0) return noMismatch(context)
  return found.flatMap(({ record, verdict }) => {
    const dossier = context.facts.dossiers.find(({ id }) => id === verdict.dossierId)
    if (!dossier) return []
    return {
      key: [record.id, dossier.id],
      dossierId: dossier.id,
      declarationId: record.id,
      facts: [
        ...declarationFacts(context, record),
        ...workStateFacts(dossier),
        fact('submittedOn', 'date', dossier.body.submittedOn, dossier, 'submittedOn'),
      ],
      exceptions: verdict.exceptions,
    }
  })
}
