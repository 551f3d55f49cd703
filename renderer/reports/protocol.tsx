import { centresFor, EMERGENCY, leastUrgency } from '../../domain/reference/trafficking.ts'
import type { Region } from '../../domain/contract/codes.ts'
import type { TraffickingIndicator } from '../../domain/reports/codes.ts'
import { useSession } from '../data/use-query.ts'
import { useCodes } from '../i18n/format.ts'
import { useReportWords } from './words.ts'

interface ProtocolProps {
  region: Region
  indicators: readonly TraffickingIndicator[]
}

/** What to do and what to leave when there are signs of trafficking: whom to call first. */
export function Protocol({ region, indicators }: ProtocolProps) {
  const t = useReportWords()
  const code = useCodes()
  const today = useSession()?.today ?? ''
  const atOnce = leastUrgency(indicators) === 'AT_ONCE'
  const list = (name: 'do' | 'not', lines: readonly string[]) => (
    <>
      <h3>{t(`report.protocol.${name}`)}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{t(`report.protocol.${line}`)}</li>
        ))}
      </ul>
    </>
  )
  return (
    <div className="report-protocol">
      <ul>
        {indicators.map((one) => (
          <li key={one}>{code('traffickingIndicator', one)}</li>
        ))}
      </ul>
      <h3>{t('report.protocol.call')}</h3>
      <ul>
        {atOnce && <li>{t('report.protocol.emergency', { number: EMERGENCY })}</li>}
        <li>{t('report.protocol.auditor')}</li>
        {centresFor(region, today).map(({ name, phone }) => (
          <li key={name}>
            {name}: <span className="mono nowrap">{phone}</span>
          </li>
        ))}
      </ul>
      {list('do', ['doSafety', 'doOffer', 'doApart', 'doLanguage'])}
      {list('not', ['notThreaten', 'notConfront', 'notPromise', 'notReturn'])}
      <p className="muted">{t('report.protocol.check')}</p>
    </div>
  )
}
