import type { Rule } from '../../domain/risk/rule.ts'
import { Badge } from '../design/badge.tsx'
import { useCodes } from '../i18n/format.ts'

/** What a rule finds: conditions of law, mere signs, or both. */
export function KindBadges({
  rule: { kind, seesSigns },
}: {
  rule: Pick<Rule, 'kind' | 'seesSigns'>
}) {
  const word = useCodes()
  return (
    <>
      <Badge tone={kind === 'HARD' ? 'accent' : 'plain'}>{word('findingKind', kind)}</Badge>
      {seesSigns && <Badge>{word('findingKind', 'SOFT')}</Badge>}
    </>
  )
}
