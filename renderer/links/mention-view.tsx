import type { MentionLink } from '../../domain/contract/links.ts'
import { formatEnterpriseNumber } from '../../domain/identifiers/enterprise-number.ts'
import { OutcomeWord } from '../comparison/outcome.tsx'
import { Panel } from '../design/panel.tsx'
import { RouteLink } from '../findings/link.tsx'
import { CountryText, Unknown } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import '../comparison/comparison.css'
import './links.css'
import { tokensOfName } from './differing.ts'

/** The state of a link in one sentence, and who said what of it. */
export function MentionWhy({ mention }: { mention: MentionLink }) {
  const t = useWords()
  const { dateTime } = useFormats()
  const { why, said, verdict } = mention
  return (
    <div className="pair-why">
      <p>
        <strong>{t(`links.mention.why.${why}`)}</strong>
      </p>
      {said && (
        <p className="muted">
          {t(verdict === 'OPEN' ? 'links.lapsed' : 'links.said', {
            verdict: t(`links.mention.verdict.${said.verdict}`),
            name: said.byName,
            at: dateTime(said.at),
          })}
          {said.reason !== '' && <> „{said.reason}”</>}
        </p>
      )}
    </div>
  )
}

const AS_OUTCOME = {
  same: 'SAME',
  near: 'SIMILAR',
  part: 'SIMILAR',
  shared: 'SIMILAR',
  different: 'DIFFERENT',
  missing: 'MISSING',
} as const

/** An enterprise as it is mentioned beside the one of the register: what agrees and what does not. */
export function MentionView({ mention }: { mention: MentionLink }) {
  const t = useWords()
  const { nameLevel, numberAgrees, countryAgrees } = mention
  return (
    <>
      <MentionWhy mention={mention} />
      <Panel title={t('links.sides')} flush>
        <div className="table-scroll" role="group" aria-label={t('links.sides')} tabIndex={0}>
          <table className="sides">
            <caption className="visually-hidden">{t('links.sides')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('comparison.sides.element')}</th>
                <th scope="col">{t('comparison.sides.outcome')}</th>
                <th scope="col">
                  {t('links.mention.named')}
                  <span className="line muted">
                    {t('links.mention.declarations', { count: mention.declarations })}
                  </span>
                </th>
                <th scope="col">
                  {t('links.mention.register')}
                  <span className="line">
                    <RouteLink to={{ screen: 'enterprise', id: mention.enterpriseId }}>
                      {mention.enterpriseName}
                    </RouteLink>
                  </span>
                </th>
              </tr>
            </thead>
            <tbody>
              <tr data-outcome={AS_OUTCOME[nameLevel]}>
                <th scope="row">{t('links.mention.name')}</th>
                <td className="sides-outcome">
                  <OutcomeWord shape={AS_OUTCOME[nameLevel]}>
                    {t(`links.mention.nameLevel.${nameLevel}`)}
                  </OutcomeWord>
                </td>
                <td>
                  <Name of={mention.name} against={mention.enterpriseName} />
                </td>
                <td>
                  <Name of={mention.enterpriseName} against={mention.name} />
                </td>
              </tr>
              <tr data-outcome={numberAgrees}>
                <th scope="row">{t('links.mention.number')}</th>
                <td className="sides-outcome">
                  <OutcomeWord shape={numberAgrees}>
                    {t(`links.agreement.${numberAgrees}`)}
                  </OutcomeWord>
                </td>
                <td>
                  <NumberText of={mention.number} />
                </td>
                <td>
                  <NumberText of={mention.enterpriseNumber} />
                </td>
              </tr>
              <tr data-outcome={countryAgrees}>
                <th scope="row">{t('links.mention.country')}</th>
                <td className="sides-outcome">
                  <OutcomeWord shape={countryAgrees}>
                    {t(`links.agreement.${countryAgrees}`)}
                  </OutcomeWord>
                </td>
                <td>
                  <CountryText code={mention.country} />
                </td>
                <td>
                  <CountryText code={mention.enterpriseCountry} />
                  {mention.enterprisePlace && (
                    <span className="line muted">{mention.enterprisePlace}</span>
                  )}
                </td>
              </tr>
            </tbody>
          </table>
        </div>
      </Panel>
    </>
  )
}

function Name({ of, against }: { of: string; against: string }) {
  return (
    <bdi>
      {tokensOfName(of, against).map(({ text, shared }, index) =>
        shared ? <span key={index}>{text}</span> : <mark key={index}>{text}</mark>,
      )}
    </bdi>
  )
}

function NumberText({ of }: { of: string | null }) {
  const t = useWords()
  if (of === null) return <Unknown word={t('comparison.sides.missing')} />
  return <span className="mono nowrap">{formatEnterpriseNumber(of)}</span>
}
