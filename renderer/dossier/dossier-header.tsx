import type { ReactNode } from 'react'
import type { DossierPage, RelatedRow } from '../../domain/contract/workbench.ts'
import { displayName } from '../../domain/linking/names.ts'
import { isTransmitted } from '../../domain/rights/tracks.ts'
import type { AssignAct } from '../app/assigning.ts'
import { useOthersAt } from '../app/opened.ts'
import { Badge, ClockBadge, PendingMark } from '../design/badge.tsx'
import { Button, IconButton, Key } from '../design/button.tsx'
import { RouteLink } from '../findings/link.tsx'
import { NativeName } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import { DateText } from '../design/time.tsx'
import { Away } from '../team/away.tsx'
import type { Neighbours } from './use-neighbours.ts'
import { useColleagueName } from './timeline.tsx'

export interface HeaderActions {
  onBack: () => void
  /** What the assign button would do now; null when nothing is possible. */
  assign: { act: AssignAct; run: () => void } | null
  onNote: (() => void) | null
  onCompare: () => void
  neighbours: Neighbours
  onGo: (id: string) => void
}

interface DossierHeaderProps extends HeaderActions {
  page: DossierPage
  /** The signed-in person. */
  myId: string | null
}

/** Who, what, how long and what now. */
export function DossierHeader({ page, myId, ...actions }: DossierHeaderProps) {
  const t = useWords()
  const code = useCodes()
  const { body, pending } = page.dossier
  const { person, employer } = page
  return (
    <header className="record-head">
      <div className="record-title">
        <IconButton icon="back" label={`${t('back')} (Esc)`} onClick={actions.onBack} />
        <h1 tabIndex={-1} id="record-title">
          <span className="mono">{body.reference}</span>{' '}
          <RouteLink to={{ screen: 'person', id: person.id }}>{displayName(person.body)}</RouteLink>
        </h1>
        {person.body.nativeName && <NativeName name={person.body.nativeName} />}
        {pending && <PendingMark />}
        <div className="record-end">
          <Steps {...actions} />
          <Actions {...actions} />
        </div>
      </div>
      <dl className="head-facts">
        <HeadFact name={t('dossier.parties.employer')}>
          {employer ? (
            <RouteLink to={{ screen: 'enterprise', id: employer.id }}>
              {employer.body.name}
            </RouteLink>
          ) : (
            t('dossier.selfEmployed')
          )}
        </HeadFact>
        <HeadFact name={code('procedure', body.procedure)}>
          {code('category', body.category)}{' '}
          <Badge>{code('applicationType', body.applicationType)}</Badge>
        </HeadFact>
        <HeadFact name={t('dossier.leadingClock')}>
          <LeadingClock page={page} />
        </HeadFact>
        <HeadFact name={t('dossier.holder')}>{code('holder', page.holder)}</HeadFact>
        <HeadFact name={t('dossier.assignee')}>
          <Assignee id={body.assignee} myId={myId} />
        </HeadFact>
        {isTransmitted(body.residence) && (
          <HeadFact name={t('dossier.assigneeDvz')}>
            <Assignee id={body.assigneeDvz ?? null} myId={myId} />
          </HeadFact>
        )}
        <Succession page={page} />
        <OpenedBy id={page.dossier.id} />
      </dl>
    </header>
  )
}

function HeadFact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="head-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The clock that ends first of those that run; the suspended one when none runs. */
function LeadingClock({ page }: { page: DossierPage }) {
  const t = useWords()
  const open = page.clocks.filter(({ stopped, level }) => !stopped && level !== 'NONE')
  const leading = open.toSorted((a, b) => (a.daysLeft ?? 1e6) - (b.daysLeft ?? 1e6))[0]
  if (!leading) return <span className="muted">{t('dossier.noClock')}</span>
  return (
    <span className="leading-clock">
      <ClockBadge clock={leading} />
      {leading.due && (
        <span className="muted">
          <DateText date={leading.due} />
        </span>
      )}
    </span>
  )
}

function Assignee({ id, myId }: { id: string | null; myId: string | null }) {
  const t = useWords()
  const nameOf = useColleagueName()
  if (id === null) return <span className="muted">{t('dossier.unassigned')}</span>
  const name = nameOf(id)
  return (
    <>
      {id === myId ? t('dossier.me', { name }) : name}
      <Away person={id} named />
    </>
  )
}

/** Which dossier took the place of this one, and whose place it took; nothing where none did. */
export function Succession({ page }: { page: Pick<DossierPage, 'dossier' | 'related'> }) {
  const { dossier, related } = page
  const t = useWords()
  const rowsOf = (relation: RelatedRow['relation']) =>
    related.filter((row) => row.relation === relation)
  const successors = rowsOf('SUCCESSOR')
  const predecessors = rowsOf('PREDECESSOR')
  const isElsewhere = dossier.body.successorId !== undefined && successors.length === 0
  return (
    <>
      {(isElsewhere || successors.length > 0) && (
        <HeadFact name={t('dossier.replacedBy')}>
          {isElsewhere ? (
            <span className="muted">{t('dossier.replacedElsewhere')}</span>
          ) : (
            <References rows={successors} />
          )}
        </HeadFact>
      )}
      {predecessors.length > 0 && (
        <HeadFact name={t('dossier.replaces')}>
          <References rows={predecessors} />
        </HeadFact>
      )}
    </>
  )
}

function References({ rows }: { rows: readonly RelatedRow[] }) {
  return rows.map(({ id, reference }, place) => (
    <span key={id}>
      {place > 0 && ', '}
      <span className="mono">
        <RouteLink to={{ screen: 'dossier', id }}>{reference}</RouteLink>
      </span>
    </span>
  ))
}

/** Who else has it open now; nothing when nobody has. */
function OpenedBy({ id }: { id: string }) {
  const t = useWords()
  const nameOf = useColleagueName()
  const others = useOthersAt(id)
  if (others?.length === 0) return null
  return (
    <HeadFact name={t('dossier.openedBy')}>
      <span role="status">
        {others ? (
          others.map(({ person }) => nameOf(person)).join(', ')
        ) : (
          <span className="muted">{t('dossier.openedUnknown')}</span>
        )}
      </span>
    </HeadFact>
  )
}

function Actions({ assign, onNote, onCompare }: HeaderActions) {
  const t = useWords()
  const assignKey = assign?.act === 'release' ? 'r' : 'a'
  return (
    <div className="record-actions" role="group" aria-label={t('dossier.actions')}>
      {assign && (
        <Button icon="person" onClick={assign.run} aria-keyshortcuts={assignKey}>
          {t(`dossier.${assign.act}`)} <Key>{assignKey}</Key>
        </Button>
      )}
      {onNote && (
        <Button icon="note" onClick={onNote} aria-keyshortcuts="n">
          {t('dossier.addNote')} <Key>n</Key>
        </Button>
      )}
      <Button kind="primary" icon="compare" onClick={onCompare} aria-keyshortcuts="c">
        {t('dossier.openComparison')} <Key>c</Key>
      </Button>
    </div>
  )
}

/** The dossiers before and after this one in the view that the officer came from. */
function Steps({ neighbours, onGo }: HeaderActions) {
  const t = useWords()
  const { previous, next, position, total } = neighbours
  if (position === null && previous === null && next === null) return null
  return (
    <div className="record-steps">
      {position !== null && (
        <span className="muted">{t('dossier.position', { position: position + 1, total })}</span>
      )}
      <IconButton
        icon="up"
        label={`${t('dossier.previous')} (k)`}
        disabled={previous === null}
        onClick={() => previous && onGo(previous)}
      />
      <IconButton
        icon="down"
        label={`${t('dossier.next')} (j)`}
        disabled={next === null}
        onClick={() => next && onGo(next)}
      />
    </div>
  )
}
