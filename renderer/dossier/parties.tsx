import type { DossierPage, PersonPage } from '../../domain/contract/workbench.ts'
import { formatEnterpriseNumber } from '../../domain/identifiers/enterprise-number.ts'
import { formatInsz, parseInsz } from '../../domain/identifiers/insz.ts'
import { displayName } from '../../domain/linking/names.ts'
import { Badge } from '../design/badge.tsx'
import { Icon } from '../design/icon.tsx'
import { RouteLink } from '../findings/link.tsx'
import {
  CountryText,
  Fact,
  Facts,
  isMaskedPerson,
  NativeName,
  PeriodText,
  Unknown,
  MunicipalityText,
} from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import { FactOrigin } from './fact-origin.tsx'
import { MandateLine } from './mandate.tsx'
import { FindingsHere } from './findings-here.tsx'
import { Dotted, Section } from './section.tsx'

/** Worker, employer and filer, and whether the filer had a mandate. */
export function Parties({ page }: { page: DossierPage }) {
  const t = useWords()
  return (
    <Section name="parties" title={t('dossier.sections.parties')} shortcut={4}>
      <Facts>
        <Fact name={t('dossier.parties.worker')}>
          <PersonLines person={page.person} />
          <FindingsHere page={page} place="WORKER" />
        </Fact>
        <Fact name={t('dossier.parties.employer')}>
          {page.employer ? (
            <EnterpriseLines enterprise={page.employer} />
          ) : (
            <Unknown word={t('dossier.parties.none')} />
          )}
          <FactOrigin page={page} field="EMPLOYER" />
          <FindingsHere page={page} place="EMPLOYER" />
        </Fact>
        <Fact name={t('dossier.parties.filer')}>
          {page.filer ? (
            <RouteLink to={{ screen: 'enterprise', id: page.filer.id }}>
              {page.filer.body.name}
            </RouteLink>
          ) : (
            t('dossier.parties.filedByPerson')
          )}
        </Fact>
        <Fact name={t('dossier.parties.mandate')}>
          <MandateLine page={page} />
          <FindingsHere page={page} place="MANDATE" />
        </Fact>
      </Facts>
    </Section>
  )
}

/** Who the worker is, as far as one needs it to recognise them. */
export function PersonLines({ person: { id, body } }: { person: PersonPage['person'] }) {
  const t = useWords()
  const { date } = useFormats()
  const bis = body.insz !== null && parseInsz(body.insz)?.bis === true
  return (
    <>
      <span className="line">
        <RouteLink to={{ screen: 'person', id }}>{displayName(body)}</RouteLink>{' '}
        {body.nativeName && <NativeName name={body.nativeName} />}
      </span>
      <span className="line">
        <Dotted
          parts={[
            body.birthDate
              ? `${t('dossier.parties.birthDate')} ${date(body.birthDate)}`
              : t(
                  isMaskedPerson(body)
                    ? 'dossier.parties.birthMasked'
                    : 'dossier.parties.birthUnknown',
                ),
            <CountryText key="country" code={body.nationality} />,
          ]}
        />
      </span>
      {body.insz && (
        <span className="line">
          <span className="muted">{t('dossier.parties.insz')}</span>{' '}
          <span className="mono">{formatInsz(body.insz)}</span>{' '}
          {bis && <Badge>{t('dossier.parties.bis')}</Badge>}
        </span>
      )}
      <Passports passports={body.passports} named />
      {body.unlimitedAccess && (
        <span className="line">
          {t('dossier.parties.unlimited')},{' '}
          {t('dossier.labelled', {
            label: t('dossier.parties.card', { card: body.unlimitedAccess.card }),
          })}{' '}
          <PeriodText period={body.unlimitedAccess} />
        </span>
      )}
    </>
  )
}

interface PassportsProps {
  passports: PersonPage['person']['body']['passports']
  /** Says before each that it is a passport. */
  named?: boolean
}

/** Passports with country and end of validity. */
export function Passports({ passports, named }: PassportsProps) {
  const t = useWords()
  const { date } = useFormats()
  return passports.map(({ number, country, validTo }) => (
    <span className="line" key={`${country}-${number}`}>
      {named && <span className="muted">{t('dossier.parties.passport')} </span>}
      <span className="mono">
        {country} {number}
      </span>
      {validTo && (
        <span className="muted"> {t('dossier.parties.passportTo', { date: date(validTo) })}</span>
      )}
    </span>
  ))
}

/** Name, number, country and legal situation of an enterprise. */
export function EnterpriseLines({ enterprise }: { enterprise: PersonPage['employers'][number] }) {
  const t = useWords()
  const { id, body } = enterprise
  return (
    <>
      <span className="line">
        <RouteLink to={{ screen: 'enterprise', id }}>{body.name}</RouteLink>
      </span>
      <span className="line">
        <Dotted
          parts={[
            body.enterpriseNumber && (
              <span key="number" className="mono">
                {formatEnterpriseNumber(body.enterpriseNumber)}
              </span>
            ),
            body.enterpriseNumber === null && body.vatNumber && (
              <span key="vat" className="mono">
                {body.vatNumber}
              </span>
            ),
            body.address.place,
            body.country !== 'BE' && <CountryText key="country" code={body.country} />,
          ].map((part) => part || null)}
        />
      </span>
      {body.legalSituation !== 'NORMAL' && (
        <span className="line checked tone-orange">
          <Icon name="warning" size={14} />
          {t(`dossier.parties.legalSituation.${body.legalSituation}`)}
        </span>
      )}
    </>
  )
}

type Address = NonNullable<PersonPage['person']['body']['address']>

/** A postal address on one line. */
export function AddressText({ address }: { address: Address }) {
  const { street, postalCode, municipality, country } = address
  const place = [postalCode, address.place].filter(Boolean).join(' ')
  const known = municipality && address.place === null ? municipality : null
  return (
    <Dotted
      parts={[
        street,
        place,
        known && <MunicipalityText key="municipality" code={known} />,
        <CountryText key="country" code={country} />,
      ]}
    />
  )
}
