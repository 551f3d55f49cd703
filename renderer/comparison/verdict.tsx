import type { ReactNode } from 'react'
import type { TestedException } from '../../domain/contract/findings.ts'
import type { ComparisonPage, DeclarationVerdict } from '../../domain/contract/workbench.ts'
import { readingOf, type Reading } from '../../domain/limosa/compare.ts'
import { DECISION_TABLE } from '../../domain/limosa/decision-table.ts'
import { VANDER_ELST_CONDITIONS } from '../../domain/limosa/vander-elst.ts'
import { Icon, type IconName } from '../design/icon.tsx'
import { Section } from '../dossier/section.tsx'
import { ExceptionList } from '../findings/exceptions.tsx'
import { RouteLink } from '../findings/link.tsx'
import { Fact, Facts, PeriodText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { Declared } from './declared.tsx'
import type { Dossier, DeclarationRow } from './line-model.ts'
import { ReminderButton } from './reminder.tsx'
import { Counts, Reasons } from './reasons.tsx'
import { identityRows, permitRows } from './side-by-side.ts'
import { Sides } from './sides.tsx'
import { ShownActs } from './shown.tsx'

interface VerdictProps {
  page: ComparisonPage
  /** The chosen declaration; null when there is none to choose. */
  row: DeclarationRow | null
}

/** What one declaration needs, what covers it, and where it differs. */
export function VerdictPanel({ page, row }: VerdictProps) {
  const t = useWords()
  if (!row) {
    return (
      <Section name="verdict" title={t('comparison.verdict.list')} shortcut={2}>
        <p className="muted">{t('person.none.declarations')}</p>
      </Section>
    )
  }
  const { body } = row.declaration
  return (
    <Section
      name="verdict"
      title={t('comparison.verdict.title', { l1: body.l1Number })}
      shortcut={2}
      actions={<PeriodText period={body.period} />}
    >
      {row.verdict ? (
        <Verdict page={page} row={row} verdict={row.verdict} />
      ) : (
        <NoVerdict row={row} />
      )}
      <Reasons checks={page.reasons.find((one) => one.declarationId === row.id)?.checks ?? []} />
      <Declared body={body} />
    </Section>
  )
}

/** A declaration that declares nothing any more. */
function NoVerdict({ row }: { row: DeclarationRow }) {
  const t = useWords()
  const code = useCodes()
  const { dateTime } = useFormats()
  const { status, cancelledAt } = row.declaration.body
  return (
    <div className="verdict">
      <p className="verdict-line">
        <strong>{code('limosaStatus', status)}</strong>
        {cancelledAt && <span className="muted"> {dateTime(cancelledAt)}</span>}
      </p>
      <p className="muted">{t('comparison.verdict.none')}</p>
    </div>
  )
}

interface KnownVerdict extends VerdictProps {
  row: DeclarationRow
  verdict: DeclarationVerdict
}

/** What nobody can tell yet is no all-clear. */
const READING_LOOKS: Readonly<Record<Reading, { tone: string; icon: IconName }>> = {
  MISMATCH: { tone: 'red', icon: 'warning' },
  UNDETERMINED: { tone: 'orange', icon: 'warning' },
  AWAITED: { tone: 'orange', icon: 'waiting' },
  AGREES: { tone: 'calm', icon: 'check' },
  NOT_NEEDED: { tone: 'calm', icon: 'check' },
}

function Verdict({ page, row, verdict }: KnownVerdict) {
  const t = useWords()
  const code = useCodes()
  const { body } = row.declaration
  const dossier = page.dossiers.find(({ id }) => id === verdict.dossierId) ?? null
  const employer = page.enterprises.find(({ id }) => id === dossier?.body.employerId) ?? null
  const client = page.clients.find(({ declarationId }) => declarationId === row.id)?.client ?? null
  const reading = readingOf(verdict, dossier?.body ?? null)
  const look = READING_LOOKS[reading]
  return (
    <div className="verdict">
      <div className={`verdict-outcome tone-${look.tone}`}>
        <Icon name={look.icon} />
        <div>
          <strong>
            {reading === 'MISMATCH'
              ? code('mismatch', verdict.code)
              : t(`comparison.reading.${reading}`)}
          </strong>
          <p>
            {t(
              reading === 'UNDETERMINED' || reading === 'AWAITED'
                ? `comparison.firstAction.${reading}`
                : `comparison.firstAction.${verdict.code}`,
            )}
          </p>
          <ReminderButton
            body={body}
            verdict={verdict}
            judged={
              page.findings.find(
                ({ finding }) => finding.code === 'M1' && finding.declarationId === row.id,
              ) ?? null
            }
          />
        </div>
      </div>
      <div className="verdict-columns">
        <Needs verdict={verdict} dossier={dossier} personId={page.person.id} />
        <Exceptions exceptions={verdict.exceptions}>
          <ShownActs
            person={{ ...page.person, kind: 'person' }}
            declaration={{ ...row.declaration, kind: 'declaration' }}
          />
        </Exceptions>
      </div>
      <Counts counted={page.counts.find((one) => one.declarationId === row.id)} />
      <Sides
        permit={permitRows(body, dossier?.body ?? null, employer ?? null, verdict, client)}
        identity={identityRows(page.person.body, body)}
        known={dossier?.body.reference ?? null}
        declared={body.l1Number}
      />
      {reading === 'MISMATCH' && (
        <div className="verdict-columns">
          <Words title={t('finding.ground')}>{t(`rule.${verdict.code}.ground`)}</Words>
          <Words title={t('finding.caveat')}>{t(`rule.${verdict.code}.caveat`)}</Words>
        </div>
      )}
    </div>
  )
}

function Words({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="verdict-words">
      <h3>{title}</h3>
      <p>{children}</p>
    </div>
  )
}

interface NeedsProps {
  verdict: DeclarationVerdict
  dossier: Dossier | null
  personId: string
}

function Needs({ verdict, dossier, personId }: NeedsProps) {
  const t = useWords()
  const code = useCodes()
  const answer = (value: DeclarationVerdict['needsDeclaration']) =>
    t(`comparison.verdict.answer.${value}`)
  return (
    <div className="verdict-words">
      <h3>{t('comparison.verdict.situation')}</h3>
      {/* The table answers as for a third-country national who is posted: nobody knows that this one is. */}
      {!verdict.isUndetermined && <p>{t(`comparison.row.${verdict.row}`)}</p>}
      <p className="muted verdict-source">
        {!verdict.isUndetermined && (
          <>
            {t('comparison.verdict.rowOf', { row: verdict.row, total: DECISION_TABLE.length })}
            {' · '}
          </>
        )}
        <RouteLink
          to={{
            screen: 'pair',
            left: { kind: 'declaration', id: verdict.declarationId },
            right: { kind: 'person', id: personId },
          }}
        >
          {t(`comparison.verdict.linkedBy.${verdict.linkedBy}`)}
        </RouteLink>
      </p>
      <Facts>
        <Fact name={t('comparison.verdict.needsDeclaration')}>
          <b>{answer(verdict.needsDeclaration)}</b>
        </Fact>
        <Fact name={t('comparison.verdict.needsAuthorisation')}>
          <b>{answer(verdict.needsAuthorisation)}</b>
          {verdict.requirement !== 'NONE' && <> · {code('requirement', verdict.requirement)}</>}
        </Fact>
        <Fact name={t('comparison.verdict.comparedWith')}>
          {dossier ? (
            <RouteLink to={{ screen: 'dossier', id: dossier.id }}>
              {dossier.body.reference}
            </RouteLink>
          ) : (
            t('comparison.verdict.noDossier')
          )}
        </Fact>
      </Facts>
    </div>
  )
}

/** The five conditions of Vander Elst together, other exceptions after them. */
function Exceptions({
  exceptions,
  children,
}: {
  exceptions: readonly TestedException[]
  children: ReactNode
}) {
  const t = useWords()
  const isVanderElst = ({ name }: TestedException) =>
    (VANDER_ELST_CONDITIONS as readonly string[]).includes(name)
  const conditions = exceptions.filter(isVanderElst)
  const others = exceptions.filter((one) => !isVanderElst(one))
  const met = conditions.filter(({ outcome }) => outcome === 'MET').length
  return (
    <div className="verdict-words">
      {conditions.length > 0 && (
        <>
          <h3>
            {t('comparison.verdict.vanderElst')} ·{' '}
            <span className="muted">
              {t('comparison.verdict.vanderElstMet', { met, total: conditions.length })}
            </span>
          </h3>
          <ExceptionList exceptions={conditions} />
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>{t('comparison.verdict.otherExceptions')}</h3>
          <ExceptionList exceptions={others} />
        </>
      )}
      {exceptions.length === 0 && (
        <>
          <h3>{t('comparison.verdict.exceptions')}</h3>
          <p className="muted">{t('comparison.verdict.noExceptions')}</p>
        </>
      )}
      {children}
    </div>
  )
}
