import type { ComponentProps, ReactNode } from 'react'
import type { DeclarationBody } from '../../domain/contract/records.ts'
import { formatEnterpriseNumber } from '../../domain/identifiers/enterprise-number.ts'
import { formatInsz } from '../../domain/identifiers/insz.ts'
import { AddressText } from '../dossier/parties.tsx'
import { Dotted } from '../dossier/section.tsx'
import { CountryText, Fact, Facts } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { DateText, InstantText } from '../design/time.tsx'
import { useCodes } from '../i18n/format.ts'

type Employer = NonNullable<DeclarationBody['employer']>
type Liaison = NonNullable<DeclarationBody['liaison']>
type Place = DeclarationBody['places'][number]

/** A number as it is written. */
const Mono = ({ children }: { children: string }) => <span className="mono">{children}</span>

const enterpriseNumber = (number: string | null | undefined) =>
  number ? <Mono key="number">{formatEnterpriseNumber(number)}</Mono> : null

const Where = ({ address }: ComponentProps<typeof AddressText>) => (
  <span className="line">
    <AddressText address={address} />
  </span>
)

/** A fact that is left out where the declaration does not tell it. */
function Told({ name, children }: { name: string; children: ReactNode }) {
  return children === null || children === undefined || children === '' ? null : (
    <Fact name={name}>{children}</Fact>
  )
}

/** Everything that one declaration says, folded; what it does not say takes no line. */
export function Declared({ body }: { body: DeclarationBody }) {
  const t = useWords()
  const code = useCodes()
  const { worker, employer, clients, places, liaison } = body
  const word = (field: string) => t(`comparison.declared.${field}`)
  return (
    <details className="declared">
      <summary>{word('title')}</summary>
      <Facts>
        <Fact name={word('status')}>
          <Status body={body} />
        </Fact>
        <Told name={word('replaces')}>{body.replacesL1}</Told>
        <Fact name={word('kind')}>
          <Dotted parts={[code('limosaKind', body.kind), code('sector', body.sector)]} />
        </Fact>
        <Told name={word('nature')}>{body.natureOfServices}</Told>
        <Told name={word('schedule')}>{body.schedule}</Told>
        <Told name={word('jointCommittee')}>{body.jointCommittee}</Told>
        {body.pc124Equivalent !== undefined && (
          <Fact name={word('pc124')}>{code('yesNo', body.pc124Equivalent ? 'YES' : 'NO')}</Fact>
        )}
        {employer && <EmployerFacts employer={employer} word={word} />}
        <Told name={word('agency')}>{body.tempAgencyApprovalNumber}</Told>
        {clients.length > 0 && (
          <Fact name={word('clients')}>
            <ul>
              {clients.map(({ name, enterpriseNumber: number, address }, at) => (
                <li key={at}>
                  <Dotted parts={[<bdi key="name">{name}</bdi>, enterpriseNumber(number)]} />
                  {address && <Where address={address} />}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact name={word('places')}>
          <ul>
            {places.map((place, at) => (
              <li key={at}>
                <PlaceText place={place} word={word} />
              </li>
            ))}
          </ul>
        </Fact>
        {worker.homeAddress && (
          <Fact name={word('home')}>
            <Where address={worker.homeAddress} />
          </Fact>
        )}
        {liaison && (
          <Fact name={word('liaison')}>
            <LiaisonText liaison={liaison} />
          </Fact>
        )}
      </Facts>
    </details>
  )
}

function Status({ body: { status, submittedAt, cancelledAt } }: { body: DeclarationBody }) {
  const t = useWords()
  const code = useCodes()
  return (
    <>
      {code('limosaStatus', status)}
      {cancelledAt && (
        <>
          {' '}
          <InstantText instant={cancelledAt} />
        </>
      )}
      {submittedAt && (
        <span className="line muted">
          {t('person.declaration.submitted')} <InstantText instant={submittedAt} />
        </span>
      )}
    </>
  )
}

interface Worded {
  word: (field: string) => string
}

function EmployerFacts({ employer, word }: Worded & { employer: Employer }) {
  const { name, country, vatNumber, foreignId, address, representative } = employer
  return (
    <>
      <Fact name={word('employer')}>
        <Dotted
          parts={[
            <bdi key="name">{name}</bdi>,
            <CountryText key="country" code={country} />,
            enterpriseNumber(employer.enterpriseNumber),
            vatNumber && <Mono key="vat">{vatNumber}</Mono>,
          ]}
        />
        {address && <Where address={address} />}
        {foreignId && (
          <span className="line">
            <span className="muted">{word('foreignId')}</span> <Mono>{foreignId}</Mono>
          </span>
        )}
      </Fact>
      {representative && (
        <Fact name={word('representative')}>
          <Dotted
            parts={[
              <bdi key="name">{representative.name}</bdi>,
              enterpriseNumber(representative.enterpriseNumber),
            ]}
          />
          {representative.address && <Where address={representative.address} />}
        </Fact>
      )}
    </>
  )
}

function PlaceText({ place, word }: Worded & { place: Place }) {
  const code = useCodes()
  const { type, name, address, establishmentUnit, declarationOfWorks } = place
  return (
    <>
      <Dotted
        parts={[
          <span key="type" className="muted">
            {code('placeType', type)}
          </span>,
          name && <bdi key="name">{name}</bdi>,
        ]}
      />
      {address && <Where address={address} />}
      {establishmentUnit && (
        <span className="line">
          <span className="muted">{word('establishmentUnit')}</span>{' '}
          {enterpriseNumber(establishmentUnit)}
        </span>
      )}
      {declarationOfWorks && (
        <span className="line">
          <span className="muted">{word('declarationOfWorks')}</span>{' '}
          <Mono>{declarationOfWorks}</Mono>
        </span>
      )}
    </>
  )
}

function LiaisonText({ liaison }: { liaison: Liaison }) {
  const code = useCodes()
  const { name, email, phone, birthDate, insz, capacity, address } = liaison
  return (
    <>
      <Dotted
        parts={[
          <bdi key="name">{name}</bdi>,
          capacity ? code('liaisonCapacity', capacity) : null,
          birthDate ? <DateText key="birth" date={birthDate} /> : null,
          insz ? <Mono key="insz">{formatInsz(insz)}</Mono> : null,
        ]}
      />
      {address && <Where address={address} />}
      <span className="line">
        <Dotted parts={[email || null, phone || null]} />
      </span>
    </>
  )
}
