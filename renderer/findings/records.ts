/** What a screen shows, as the records that a command's `decide` and a finding's sources name. */
import type { RecordLookup } from '../../domain/commands/command.ts'
import type { JudgedFinding } from '../../domain/contract/findings.ts'
import type { AnyRecord } from '../../domain/contract/records.ts'
import type { ComparisonPage, DossierPage, PersonPage } from '../../domain/contract/workbench.ts'
import { displayName } from '../../domain/linking/names.ts'
import type { Route } from '../app/route.ts'
import type { SourceWords } from './finding-card.tsx'
import { useWords } from './words.ts'

interface Shown {
  person: PersonPage['person']
  dossiers?: ComparisonPage['dossiers']
  notes?: DossierPage['notes']
  findings: readonly JudgedFinding[]
}

/** Looks up the records that a page shows; null for any other. */
export function lookupOf({ person, dossiers = [], notes = [], findings }: Shown): RecordLookup {
  const records: AnyRecord[] = [
    { kind: 'person', ...person },
    ...dossiers.map((dossier) => ({ kind: 'dossier' as const, ...dossier })),
    ...notes.map((note) => ({ kind: 'note' as const, ...note })),
    ...findings.flatMap(judgementOf),
  ]
  const byKey = new Map(records.map((record) => [`${record.kind} ${record.id}`, record]))
  const lookup = (kind: string, id: string) => byKey.get(`${kind} ${id}`) ?? null
  return lookup as RecordLookup
}

function judgementOf({ finding, status, reason, byName, at }: JudgedFinding): AnyRecord[] {
  if (reason === null || byName === null || at === null) return []
  const { id, code, ruleVersion, personId, dossierId } = finding
  const body = { code, ruleVersion, personId, dossierId, status, reason, by: '', byName, at }
  return [{ kind: 'findingJudgement', id, version: 1, body }]
}

interface Named {
  person: PersonPage['person']
  dossiers: readonly { id: string; reference: string }[]
  declarations: PersonPage['declarations']
  enterprises: PersonPage['employers']
  presences?: PersonPage['presences']
}

/** The words for the sources of findings about one person, from what the page holds. */
export function useSources(page: Named): SourceWords {
  const t = useWords()
  return (kind, id) => {
    const found = nameOf(kind, id, page)
    const word = t(`finding.record.${kind}`)
    return { name: found ? `${word} ${found.name}` : word, route: found?.route ?? null }
  }
}

function nameOf(
  kind: string,
  id: string,
  page: Named,
): { name: string; route: Route | null } | null {
  switch (kind) {
    case 'person':
      return { name: displayName(page.person.body), route: { screen: 'person', id } }
    case 'dossier': {
      const dossier = page.dossiers.find((one) => one.id === id)
      return dossier ? { name: dossier.reference, route: { screen: 'dossier', id } } : null
    }
    case 'declaration': {
      const declaration = page.declarations.find((one) => one.id === id)
      return declaration ? { name: declaration.body.l1Number, route: null } : null
    }
    case 'enterprise': {
      const enterprise = page.enterprises.find((one) => one.id === id)
      return enterprise ? { name: enterprise.body.name, route: { screen: 'enterprise', id } } : null
    }
    case 'presence': {
      const presence = page.presences?.find((one) => one.id === id)
      return presence
        ? { name: presence.body.date.split('-').reverse().join('/'), route: null }
        : null
    }
    default:
      return null
  }
}
