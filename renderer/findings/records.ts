/** What a screen shows, as the records that a command's `decide` and a finding's sources name. */
import type { RecordLookup } from '../../domain/commands/command.ts'
import { OUTSIDE_SOURCES } from '../../domain/contract/codes.ts'
import type { Finding, JudgedFinding } from '../../domain/contract/findings.ts'
import type { AnyRecord } from '../../domain/contract/records.ts'
import type {
  ComparisonPage,
  DeclaredPage,
  DossierPage,
  EnterprisePage,
  PersonPage,
} from '../../domain/contract/workbench.ts'
import { displayName } from '../../domain/linking/names.ts'
import { formatRoute, type Route } from '../app/route.ts'
import { useRoute } from '../app/use-route.ts'
import { useCodes } from '../i18n/format.ts'
import type { SourceWords } from './finding-card.tsx'
import { useWords } from './words.ts'

interface Shown {
  person?: PersonPage['person']
  enterprises?: readonly EnterprisePage['enterprise'][]
  dossiers?: ComparisonPage['dossiers']
  declarations?: readonly DeclaredPage['declaration'][]
  notes?: DossierPage['notes']
  findings: readonly JudgedFinding[]
}

/** Looks up the records that a page shows; null for any other. */
export function lookupOf(shown: Shown): RecordLookup {
  const { person, enterprises = [], dossiers = [], declarations = [], notes = [], findings } = shown
  const records: AnyRecord[] = [
    ...(person ? [{ kind: 'person' as const, ...person }] : []),
    ...enterprises.map((enterprise) => ({ kind: 'enterprise' as const, ...enterprise })),
    ...dossiers.map((dossier) => ({ kind: 'dossier' as const, ...dossier })),
    ...declarations.map((declaration) => ({ kind: 'declaration' as const, ...declaration })),
    ...notes.map((note) => ({ kind: 'note' as const, ...note })),
    ...findings.flatMap(judgementOf),
  ]
  const byKey = new Map(records.map((record) => [`${record.kind} ${record.id}`, record]))
  const lookup = (kind: string, id: string) => byKey.get(`${kind} ${id}`) ?? null
  return lookup as RecordLookup
}

/** What the page knows of the judgement: enough to decide on, as the form does for instant help. */
function judgementOf(judged: JudgedFinding): AnyRecord[] {
  const { finding, saidId: id, saidStatus: status, reason, byName, at, snooze, contests } = judged
  const aside = snooze?.findingId === id ? snooze : null
  if (reason === null && !aside && contests.length === 0) return []
  const { code, ruleVersion, personId, enterpriseId, dossierId, declarationId } = finding
  const isOfNobody = personId === null && enterpriseId === null
  const about = {
    personId,
    ...(enterpriseId && { enterpriseId }),
    ...(isOfNobody && declarationId && { declarationId }),
    dossierId,
  }
  const body = {
    code,
    ruleVersion,
    ...about,
    status,
    reason: reason ?? '',
    by: '',
    byName: byName ?? '',
    at: at ?? '',
    ...(aside && {
      snooze: { until: aside.until, print: '', reason: '', by: '', byName: '', at: aside.at },
    }),
    ...(contests.length > 0 && { contests }),
  }
  return [{ kind: 'findingJudgement', id, version: 1, body }]
}

interface Named {
  /** Absent on the page of an enterprise. */
  person?: PersonPage['person']
  dossiers: readonly { id: string; reference: string; employerId: string | null }[]
  declarations: PersonPage['declarations']
  enterprises: PersonPage['employers']
  presences?: PersonPage['presences']
}

/**
 * The words for the sources of findings about one person or enterprise, from what the page holds. A source leads
 * to the screen that shows it, unless that is the screen it stands on.
 */
export function useSources(page: Named): SourceWords {
  const t = useWords()
  const code = useCodes()
  const here = formatRoute(useRoute()).split('?')[0]
  return ({ kind, id }, finding) => {
    const found = nameOf(kind, id, finding, page)
    const outside = (OUTSIDE_SOURCES as readonly string[]).includes(kind)
    const word = outside ? code('outsideSource', kind) : t(`finding.record.${kind}`)
    const route = found?.route ?? null
    const away = route !== null && formatRoute(route).split('?')[0] !== here
    return { name: found?.name ? `${word} ${found.name}` : word, route: away ? route : null }
  }
}

function nameOf(
  kind: string,
  id: string,
  { personId, dossierId }: Finding,
  page: Named,
): { name: string | null; route: Route | null } | null {
  const about = page.dossiers.find((one) => one.id === dossierId)
  switch (kind) {
    case 'person':
      return page.person?.id === id
        ? { name: displayName(page.person.body), route: { screen: 'person', id } }
        : null
    case 'dossier': {
      const dossier = page.dossiers.find((one) => one.id === id)
      return dossier ? { name: dossier.reference, route: { screen: 'dossier', id } } : null
    }
    case 'declaration': {
      const declaration = page.declarations.find((one) => one.id === id)
      return declaration
        ? {
            name: declaration.body.l1Number,
            route: personId ? { screen: 'comparison', personId, dossierId } : null,
          }
        : null
    }
    case 'enterprise': {
      const enterprise = page.enterprises.find((one) => one.id === id)
      return enterprise ? { name: enterprise.body.name, route: { screen: 'enterprise', id } } : null
    }
    case 'presence': {
      const presence = page.presences?.find((one) => one.id === id)
      const name = presence ? presence.body.date.split('-').reverse().join('/') : null
      return { name, route: personId ? { screen: 'person', id: personId } : null }
    }
    case 'a1':
    case 'employment':
    case 'control':
      return { name: null, route: personId ? { screen: 'comparison', personId, dossierId } : null }
    case 'mandate':
      // The employer's screen lists its mandates.
      return about?.employerId
        ? { name: null, route: { screen: 'enterprise', id: about.employerId } }
        : null
    default:
      return null
  }
}
