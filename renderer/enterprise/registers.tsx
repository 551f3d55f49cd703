import type { ReactNode } from 'react'
import { REGISTER_SOURCES, type RegisterSource } from '../../domain/contract/codes.ts'
import type { EnterprisePage } from '../../domain/contract/workbench.ts'
import { accountLabel, formatIban } from '../../domain/identifiers/iban.ts'
import { enterpriseKeys } from '../../domain/linking/enterprise-keys.ts'
import { displayName } from '../../domain/linking/names.ts'
import { REGISTERS_OF_ROLE } from '../../domain/rights/register-lines.ts'
import { useSession } from '../data/use-query.ts'
import { DateText } from '../design/time.tsx'
import { Dotted, Section } from '../dossier/section.tsx'
import { Fact, Facts, MunicipalityText, PeriodText, Unknown } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'

type Line = EnterprisePage['registerLines'][number]

interface RegistersProps {
  page: EnterprisePage
  shortcut: number
}

/** What other registers say of an enterprise, each with its source and the day up to which it speaks. */
export function Registers({ page, shortcut }: RegistersProps) {
  const t = useWords()
  const code = useCodes()
  const role = useSession()?.actor?.role
  return (
    <Section name="registers" title={t('enterprise.registers.title')} shortcut={shortcut}>
      <Facts>
        {REGISTER_SOURCES.map((source) => (
          <Fact key={source} name={t(`enterprise.registers.source.${source}`)}>
            {role && !REGISTERS_OF_ROLE[role].includes(source) ? (
              <Unknown word={t('enterprise.registers.hidden')} />
            ) : (
              <OfSource source={source} page={page} />
            )}
          </Fact>
        ))}
      </Facts>
      {page.holdings.length > 0 && (
        <details>
          <summary className="muted">{t('enterprise.registers.held')}</summary>
          <ul className="plain-list">
            {page.holdings.map(({ id, body }) => (
              <li key={id} className="muted">
                <Dotted
                  parts={[
                    t(`enterprise.registers.source.${body.source}`),
                    code('region', body.region),
                    <span key="days">
                      <DateText date={body.from} /> – <DateText date={body.asOf} />
                    </span>,
                  ]}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

/** The lines of one source; none says something only where the source is held. */
function OfSource({ source, page }: { source: RegisterSource; page: EnterprisePage }) {
  const t = useWords()
  const lines = page.registerLines.filter(({ body }) => body.source === source)
  const isHeld = page.holdings.some(({ body }) => body.source === source)
  if (lines.length === 0) {
    return (
      <Unknown word={t(isHeld ? 'enterprise.registers.none' : 'enterprise.registers.notHeld')} />
    )
  }
  if (source === 'WORKS') return <AllWorks lines={lines} />
  return lines.map((line) => (
    <span key={line.id} className="line">
      <LineText line={line} here={isAbout(page, line)} />{' '}
      <span className="muted">
        <AsOf date={line.body.on} />
      </span>
    </span>
  ))
}

type Works = NonNullable<Line['body']['works']>
interface Told {
  works: Works
  chain: readonly Line[]
}

/** Works that are shown at once; an enterprise may have a part in dozens. */
const WORKS_AT_ONCE = 3

/** Each declared works once, with the links of its chain in which the enterprise has a part. */
function AllWorks({ lines }: { lines: readonly Line[] }) {
  const t = useWords()
  const all = [...Map.groupBy(lines, ({ body }) => body.works!.number).values()].map(
    (chain): Told => ({ works: chain[0]!.body.works!, chain }),
  )
  const [first, more] = [all.slice(0, WORKS_AT_ONCE), all.slice(WORKS_AT_ONCE)]
  const shown = (list: readonly Told[]) =>
    list.map((told) => <OneWorks key={told.works.number} {...told} />)
  return (
    <>
      {shown(first)}
      {more.length > 0 && (
        <details>
          <summary className="muted">
            {t('enterprise.registers.works.more', { count: more.length })}
          </summary>
          {shown(more)}
        </details>
      )}
    </>
  )
}

function OneWorks({ works, chain }: Told) {
  const t = useWords()
  const { number, siteName, street, municipality, principal, period, valueCents } = works
  const place = [siteName, street].filter(Boolean).join(', ')
  const parts = [
    t('enterprise.registers.works.number', { number }),
    place !== '' && place,
    <MunicipalityText key="municipality" code={municipality} />,
    <PeriodText key="period" period={period} />,
    principal === null
      ? t('enterprise.registers.works.private')
      : t('enterprise.registers.works.principal', { name: principal.name }),
    t('enterprise.registers.works.value', { euro: Math.round(valueCents / 100) }),
  ]
  return (
    <div>
      <Dotted parts={parts.filter((part) => part !== false)} />{' '}
      <span className="muted">
        <AsOf date={chain[0]!.body.on} />
      </span>
      <ul className="plain-list">
        {chain.map(({ id, body: { enterprise, works: link } }) => (
          <li key={id}>
            <bdi>{enterprise.name}</bdi>
            {link!.orderedBy && (
              <span className="muted">
                {' '}
                {t('enterprise.registers.works.orderedBy', { name: link!.orderedBy.name })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** True for a line about the enterprise of the page; others tell of its directors elsewhere. */
function isAbout({ enterprise }: EnterprisePage, { body }: Line): boolean {
  const { enterpriseNumber, vatNumber } = enterprise.body
  const known = enterpriseKeys([enterpriseNumber, vatNumber])
  const told = enterpriseKeys([body.enterprise.enterpriseNumber, body.enterprise.vatNumber])
  return told.some((number) => known.includes(number))
}

function AsOf({ date }: { date: string }) {
  const t = useWords()
  const formats = useFormats()
  return <>({t('finding.asOf', { date: formats.date(date) })})</>
}

function LineText({ line: { body }, here }: { line: Line; here: boolean }) {
  const t = useWords()
  const code = useCodes()
  const formats = useFormats()
  const parts: ReactNode[] = []
  if (body.home) {
    const { foundedOn, postedShare, atAddress, activeAtHome } = body.home
    parts.push(
      t('enterprise.registers.founded', { date: formats.date(foundedOn) }),
      t('enterprise.registers.posted', { share: postedShare }),
      t('enterprise.registers.neighbours', { count: atAddress }),
      t(activeAtHome ? 'enterprise.registers.active' : 'enterprise.registers.idle'),
    )
  }
  if (body.staff) {
    const { fullTimeEquivalents, turnoverFiled, socialDebtCents } = body.staff
    parts.push(
      t('enterprise.registers.fte', { count: fullTimeEquivalents }),
      t(turnoverFiled ? 'enterprise.registers.turnover' : 'enterprise.registers.noTurnover'),
      socialDebtCents > 0 &&
        t('enterprise.registers.debt', { euro: Math.round(socialDebtCents / 100) }),
    )
  }
  if (body.sanction) {
    parts.push(
      t('enterprise.registers.level', { level: body.sanction.level }),
      body.sanction.director !== null && t('enterprise.registers.ofDirector'),
    )
  }
  if (body.directorship) {
    const { function: as, period, bankruptOn } = body.directorship
    parts.push(
      <bdi key="name">{displayName(body.directorship)}</bdi>,
      code('directorFunction', as),
      <PeriodText key="period" period={period} />,
      bankruptOn && t('enterprise.registers.bankrupt', { date: formats.date(bankruptOn) }),
    )
  }
  if (body.account) {
    const { iban, key, origin } = body.account
    parts.push(
      <span key="iban" className="mono">
        {iban === null ? accountLabel(key) : formatIban(iban)}
      </span>,
      code('accountOrigin', origin),
    )
  }
  if (!here) {
    parts.push(t('enterprise.registers.elsewhere', { name: body.enterprise.name }))
  }
  return <Dotted parts={parts.filter((part) => part !== false)} />
}
