import { useState } from 'react'
import type { PairRef } from '../../domain/contract/links.ts'
import { goBack, navigate } from '../app/route.ts'
import { useKeys } from '../app/use-keys.ts'
import { Button, IconButton, Key } from '../design/button.tsx'
import { useFocusOnTitle } from '../dossier/use-focus.ts'
import { useWords } from '../findings/words.ts'
import { ChooseRecord } from './choose-record.tsx'
import { DeclaredPanel } from './declared-panel.tsx'
import { PairPanel } from './pair-panel.tsx'
import '../dossier/record.css'
import './links.css'

/** Any two records side by side: why they are taken for one person, or why not. */
export default function PairScreen({ left, right }: { left: PairRef; right: PairRef | null }) {
  const t = useWords()
  // A declaration is read by itself; of a person there is a page already.
  const isAlone = right === null && left.kind === 'declaration'
  const [choosing, setChoosing] = useState(right === null && !isAlone)
  useFocusOnTitle()
  const choose = () => setChoosing(true)
  useKeys({ '/': choose })
  return (
    <article className="record" aria-labelledby="record-title">
      <header className="record-head">
        <div className="record-title">
          <IconButton icon="back" label={`${t('back')} (Esc)`} onClick={goBack} />
          <h1 tabIndex={-1} id="record-title">
            {t(isAlone ? 'links.declaredTitle' : 'links.pairTitle')}
          </h1>
          <div className="record-end">
            <Button icon="search" aria-keyshortcuts="/" onClick={choose}>
              {t('links.chooseOther')} <Key>/</Key>
            </Button>
          </div>
        </div>
        <p className="muted">{t(isAlone ? 'links.declaredIntro' : 'links.pairIntro')}</p>
      </header>
      <div className="record-body links-one">
        {right ? (
          <PairPanel key={`${left.id} ${right.id}`} left={left} right={right} />
        ) : isAlone ? (
          <DeclaredPanel id={left.id} />
        ) : (
          <p className="muted">{t('links.chooseHint')}</p>
        )}
      </div>
      {choosing && (
        <ChooseRecord
          onClose={() => setChoosing(false)}
          onChoose={(other) => {
            setChoosing(false)
            navigate({ screen: 'pair', left, right: other }, { replace: true })
          }}
        />
      )}
    </article>
  )
}
