import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { assignActOf, doAssign } from '../app/assigning.ts'
import { useStayAt } from '../app/opened.ts'
import { goBack, navigate } from '../app/route.ts'
import { usePainted } from '../app/use-painted.ts'
import { subjectOfPage } from '../app/subject.ts'
import { reads } from '../data/reads.ts'
import { useDossier, useSession } from '../data/use-query.ts'
import { isClosed } from '../../domain/dossier/tracks.ts'
import { FindingsList, useFindingsCount } from '../findings/findings-list.tsx'
import { NothingOn } from '../findings/nothing.tsx'
import { lookupOf, useSources } from '../findings/records.ts'
import { RulesOf } from '../findings/rule-verdicts.tsx'
import { WatchPart } from '../watch/watch-part.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { BusinessCounter } from './business-counter.tsx'
import { Proofs } from './proofs.tsx'
import { Documents } from './documents.tsx'
import { DossierHeader, type HeaderActions } from './dossier-header.tsx'
import { RelatedTable } from './dossier-table.tsx'
import { DossierFacts } from './facts.tsx'
import { Notes } from './notes.tsx'
import { Parties } from './parties.tsx'
import { RecordScreen } from './record-screen.tsx'
import { goToSection, Section, sectionKeys } from './section.tsx'
import { FIRST_STEP } from './steps/step-buttons.tsx'
import { SinceLook } from './since-look.tsx'
import { Timeline } from './timeline.tsx'
import { ResidenceTrack, Together, WorkTrack } from './tracks.tsx'
import { useFocusOnTitle } from './use-focus.ts'
import { useKeys } from '../app/use-keys.ts'
import { useNeighbours } from './use-neighbours.ts'
import './dossier.css'

/** Sections in the order of their number keys. */
const SECTIONS = [
  'tracks',
  'residence',
  'facts',
  'parties',
  'documents',
  'notes',
  'timeline',
  'related',
  'findings',
  'rules',
] as const

/** One dossier: everything on one page, nothing behind tabs. */
export function DossierScreen({ id }: { id: string }) {
  const t = useWords()
  const query = useDossier(id)
  const notFound = useNotFound(id, query.error !== null)
  return (
    <RecordScreen
      query={query}
      title={t('screen.dossier')}
      loading={t('dossier.loading')}
      notFound={notFound}
      onBack={goBack}
    >
      {(page) => <DossierContent key={page.dossier.id} page={page} />}
    </RecordScreen>
  )
}

/** That it is not here; of one that went to another region, where it went. */
function useNotFound(id: string, failed: boolean): { title: string; text: string } {
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  const { data = [] } = useQuery({ ...reads.departures(), enabled: failed })
  const left = data.findLast(({ dossierId }) => dossierId === id)
  if (!left) return { title: t('dossier.notFound.title'), text: t('dossier.notFound.text') }
  const { reference, to, on, byName } = left
  const region = code('region', to)
  return {
    title: t('dossier.left.title', { reference, region }),
    text: t('dossier.left.text', { date: date(on), name: byName }),
  }
}

function DossierContent({ page }: { page: DossierPage }) {
  const session = useSession()
  const [writing, setWriting] = useState(false)
  const actions = useHeaderActions(page, () => setWriting(true))
  useDossierKeys(actions)
  useStayAt(page.dossier.id)
  // What no window shows before it is scrolled follows the first paint.
  const painted = usePainted()
  useFocusOnTitle()
  if (!session) return null
  const { today } = session
  return (
    <article className="record" aria-labelledby="record-title">
      <DossierHeader page={page} myId={session.actor?.id ?? null} {...actions} />
      <SinceLook page={page} />
      <div className="record-body record-body-aside">
        <div className="record-main">
          <Together page={page} today={today} />
          <div className="record-pair">
            <WorkTrack page={page} today={today} />
            <ResidenceTrack page={page} today={today} />
          </div>
          <div className="record-pair">
            <DossierFacts page={page} />
            <Parties page={page} />
          </div>
          {painted && (
            <>
              <div className="record-pair">
                <Documents page={page} />
                <Notes page={page} writing={writing} onWrite={setWriting} />
              </div>
              <Proofs page={page} />
              <BusinessCounter page={page} />
              <Timeline page={page} />
              <Related page={page} />
              <RulesOf of={{ kind: 'dossier', id: page.dossier.id }} shortcut={0} folded />
            </>
          )}
        </div>
        <aside className="record-aside">
          <DossierFindings page={page} />
          {painted && <WatchPart kind="dossier" subjectId={page.dossier.id} />}
        </aside>
      </div>
    </article>
  )
}

function Related({ page }: { page: DossierPage }) {
  const t = useWords()
  const none = page.related.length === 0
  return (
    <Section name="related" title={t('dossier.sections.related')} shortcut={8} flush={!none}>
      {none ? (
        <p className="muted">{t('dossier.related.none')}</p>
      ) : (
        <RelatedTable
          caption={t('dossier.tableOf', { name: t('dossier.sections.related') })}
          rows={page.related}
        />
      )}
    </Section>
  )
}

function DossierFindings({ page }: { page: DossierPage }) {
  const t = useWords()
  const count = useFindingsCount()
  const { dossier, person, employer, findings, notes } = page
  const records = useMemo(() => {
    const enterprises = employer ? [employer] : []
    return lookupOf({ person, enterprises, dossiers: [dossier], notes, findings })
  }, [person, employer, dossier, notes, findings])
  const sources = useSources({
    person,
    dossiers: [{ id: dossier.id, ...dossier.body }, ...page.related],
    declarations: page.declarations,
    enterprises: [page.employer, page.filer].filter((one) => one !== null),
  })
  const any = findings.length > 0
  return (
    <Section
      name="findings"
      title={t('dossier.sections.findings')}
      shortcut={9}
      flush={any}
      actions={any && <span className="muted">{count(findings)}</span>}
    >
      {any ? (
        <FindingsList
          findings={findings}
          records={records}
          sources={sources}
          ofClosed={isClosed(dossier.body)}
        />
      ) : (
        <NothingOn of={{ kind: 'dossier', id: dossier.id }} />
      )}
    </Section>
  )
}

function useHeaderActions(page: DossierPage, startNote: () => void): HeaderActions {
  const { t } = useTranslation('app')
  const session = useSession()
  const actor = session?.actor ?? null
  const { id, body } = page.dossier
  const neighbours = useNeighbours(id)
  const { personId } = body
  const subject = subjectOfPage(page)
  const act = session && assignActOf(session, subject)
  const mayNote = actor !== null && mayRun(actor, 'addNote')
  return {
    onBack: goBack,
    assign: act && { act, run: () => doAssign(t, act, subject) },
    onNote: mayNote
      ? () => {
          startNote()
          goToSection('notes')
        }
      : null,
    onCompare: () => navigate({ screen: 'comparison', personId, dossierId: id }),
    neighbours,
    onGo: (to) => navigate({ screen: 'dossier', id: to }, { replace: true }),
  }
}

/** Keys of this screen alone; a, r, c and p are keys of the whole window. */
function useDossierKeys({ onNote, neighbours, onGo }: HeaderActions): void {
  const { previous, next } = neighbours
  useKeys({
    ...sectionKeys(SECTIONS),
    n: () => onNote?.(),
    d: () => document.getElementById(FIRST_STEP)?.focus(),
    j: () => next && onGo(next),
    k: () => previous && onGo(previous),
  })
}
