import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkState } from '../../domain/contract/codes.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import type { Workplace } from '../../domain/contract/records.ts'
import { readFact } from '../../domain/dossier/facts.ts'
import { isWorkPending } from '../../domain/dossier/tracks.ts'
import { formatEnterpriseNumber } from '../../domain/identifiers/enterprise-number.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { DateText } from '../design/time.tsx'
import { Fact, Facts, MunicipalityText, PeriodText, Unknown } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { FactOrigin } from './fact-origin.tsx'
import { FindingsHere } from './findings-here.tsx'
import { FactValueText } from './fact-value.tsx'
import { AfterGrantLines, PayNorm, RenewalLine, ShortStayFact } from './norm-lines.tsx'
import { Section } from './section.tsx'

/** What was applied for: job, pay, places, periods, annexes. */
export function DossierFacts({ page }: { page: DossierPage }) {
  const t = useWords()
  const code = useCodes()
  const { body } = page.dossier
  return (
    <Section name="facts" title={t('dossier.sections.facts')} shortcut={3}>
      <Facts>
        <Fact name={code('fact', 'CATEGORY')}>
          {code('category', body.category)}
          <FactOrigin page={page} field="CATEGORY" />
          <FindingsHere page={page} place="CATEGORY" />
        </Fact>
        <Fact name={t('dossier.facts.job')}>
          {body.job.title}{' '}
          <span className="muted">{t('dossier.facts.isco', { code: body.job.isco })}</span>
          <FactOrigin page={page} field="JOB" />
          <FindingsHere page={page} place="JOB" />
        </Fact>
        <Fact name={t('dossier.facts.pay')}>
          <Pay page={page} />
          <PayNorm page={page} />
          <FactOrigin page={page} field="PAY" />
          <FindingsHere page={page} place="PAY" />
        </Fact>
        <Fact name={t('dossier.facts.hours')}>
          <FactValueText value={readFact(body, 'HOURS')} page={page} />
          <FactOrigin page={page} field="HOURS" />
          <FindingsHere page={page} place="HOURS" />
        </Fact>
        <Fact name={t('dossier.facts.contract')}>
          {body.job.contract ? <PeriodText period={body.job.contract} /> : <Unknown />}
          <FactOrigin page={page} field="PERIOD" />
          <FindingsHere page={page} place="PERIOD" />
        </Fact>
        <Fact name={t('dossier.facts.authorised')}>
          {body.authorised ? (
            <PeriodText period={body.authorised} />
          ) : (
            <NotAuthorised state={body.work.state} />
          )}
          <FindingsHere page={page} place="AUTHORISED" />
          <RenewalLine page={page} />
          <AfterGrantLines page={page} />
        </Fact>
        <ShortStayFact page={page} />
        <Fact name={t('dossier.facts.workplaces')}>
          <Workplaces workplaces={body.workplaces} />
          <FactOrigin page={page} field="WORKPLACES" />
          <FindingsHere page={page} place="WORKPLACES" />
        </Fact>
        <Fact name={t('dossier.facts.competent')}>
          <CompetentRegion page={page} />
        </Fact>
        <Fact name={t('dossier.facts.annexes')}>
          {body.annexes.length === 0 && <Unknown word={t('dossier.facts.noAnnex')} />}
          {body.annexes.map(({ type, on }) => (
            <span key={`${type}-${on}`} className="line">
              {code('annex', type)} <span className="dot">·</span> <DateText date={on} />
            </span>
          ))}
        </Fact>
        <Fact name={t('dossier.submittedOn')}>
          <DateText date={body.submittedOn} />
        </Fact>
        <Fact name={t('dossier.language')}>
          {t(`dossier.fileLanguage.${body.language}`)}
          <FactOrigin page={page} field="LANGUAGE" />
        </Fact>
      </Facts>
    </Section>
  )
}

/** Why there is no authorised period: not decided yet, or the state that gives none. */
function NotAuthorised({ state }: { state: WorkState }) {
  const t = useWords()
  const { i18n } = useTranslation()
  const code = useCodes()
  if (isWorkPending({ state })) return <Unknown word={t('dossier.facts.notYetAuthorised')} />
  if (ALLOWED.has(state)) return <Unknown />
  const word = code('workState', state)
  // A German noun keeps its capital inside a sentence.
  const inside = i18n.language === 'de' ? word : word.toLocaleLowerCase(i18n.language)
  return <Unknown word={t('dossier.facts.noneAuthorised', { state: inside })} />
}

/** States of work that was granted: a missing period is a gap in the record, not a refusal. */
const ALLOWED: ReadonlySet<WorkState> = new Set<WorkState>(['GRANTED', 'EXPIRED', 'SUPERSEDED'])

/** Gross pay as filed or changed; the threshold stands below it. */
function Pay({ page }: { page: DossierPage }) {
  const code = useCodes()
  const { money } = useFormats()
  const { payCents, payUnit } = page.dossier.body.job
  if (payCents === null) return <Unknown />
  return (
    <span className="line">
      {money(payCents)} <span className="muted">{code('payUnit', payUnit)}</span>
    </span>
  )
}

const PLACES_SHOWN = 4

/** Places of work with their share of the working time; more than a few unfold. */
function Workplaces({ workplaces }: { workplaces: readonly Workplace[] }) {
  const t = useWords()
  const [all, setAll] = useState(false)
  const shown = all ? workplaces : workplaces.slice(0, PLACES_SHOWN)
  const hidden = workplaces.length - PLACES_SHOWN
  if (workplaces.length === 0) return <Unknown />
  return (
    <>
      <ul>
        {shown.map((workplace, index) => (
          <li key={index}>
            <WorkplaceText workplace={workplace} alone={workplaces.length === 1} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Button kind="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('dossier.facts.less') : t('dossier.facts.more', { count: hidden })}
        </Button>
      )}
    </>
  )
}

function WorkplaceText({ workplace, alone }: { workplace: Workplace; alone: boolean }) {
  const t = useWords()
  const { number } = useFormats()
  const { municipality, street, share, establishmentUnit } = workplace
  const percent = `${number(Math.round(share * 100))} %`
  return (
    <>
      <b>
        <MunicipalityText code={municipality} />
      </b>
      {street && `, ${street}`}
      {!alone && <span className="muted"> {t('dossier.facts.share', { percent })}</span>}
      {establishmentUnit && (
        <span className="line muted">
          {t('dossier.facts.establishment', { number: formatEnterpriseNumber(establishmentUnit) })}
        </span>
      )}
    </>
  )
}

/** Does the deciding region match where the places and the seat point to? */
function CompetentRegion({ page }: { page: DossierPage }) {
  const t = useWords()
  const code = useCodes()
  const region = code('region', page.dossier.body.region)
  if (page.competentRegion === null) {
    return <Unknown word={t('dossier.facts.competentUnknown')} />
  }
  if (page.competentRegion === page.dossier.body.region) {
    return (
      <span className="checked tone-calm">
        <Icon name="check" size={14} />
        <span>{t('dossier.facts.competentSame', { region })}</span>
      </span>
    )
  }
  const other = code('region', page.competentRegion)
  return (
    <span className="checked tone-orange">
      <Icon name="warning" size={14} />
      <span>{t('dossier.facts.competentOther', { region, other })}</span>
    </span>
  )
}
