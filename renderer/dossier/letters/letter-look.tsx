import type { DossierBody } from '../../../domain/contract/records.ts'
import type { LetterFact } from '../../../domain/letters/texts.ts'
import { fileLanguageRow } from '../../../domain/reference/file-languages.ts'
import { Icon } from '../../design/icon.tsx'
import { useErrorWords } from '../../design/states.tsx'
import { useWords } from '../../findings/words.ts'
import { LetterPreview } from './letter-preview.tsx'
import type { Looked } from './use-letter.ts'

/** The letter, or in words what keeps it from being one; with the rules that it rests on. */
export function LetterLook({ looked, body }: { looked: Looked; body: DossierBody }) {
  const t = useWords()
  const errorWords = useErrorWords()
  const { composed, refusal } = looked
  if (refusal) {
    const { title, advice } = errorWords(refusal)
    return <Problem text={`${title}. ${advice}`} />
  }
  if (!composed.ok) return <Missing facts={composed.missing} />
  return (
    <>
      <Rules body={body} looked={looked} />
      <LetterPreview letter={composed.letter} label={t('dossier.letters.preview')} />
    </>
  )
}

function Problem({ text }: { text: string }) {
  return (
    <p className="field-problem">
      <Icon name="warning" size={14} />
      {text}
    </p>
  )
}

/** Exactly what is missing, so that it can be put right. */
function Missing({ facts }: { facts: readonly LetterFact[] }) {
  const t = useWords()
  return (
    <div className="letter-missing">
      <Problem text={t('dossier.letters.missing')} />
      <ul>
        {facts.map((fact) => (
          <li key={fact}>{t(`dossier.letters.fact.${fact}`)}</li>
        ))}
      </ul>
    </div>
  )
}

/** Language and remedy with their sources: what a reader of the law may want to check. */
function Rules({ looked, body }: { looked: Looked; body: DossierBody }) {
  const t = useWords()
  const rule = fileLanguageRow(body.region, body.submittedOn)
  const remedy = looked.composed.ok ? looked.composed.letter.remedy : null
  return (
    <div className="letter-rules muted">
      <p>
        {t('dossier.letters.language', { language: t(`dossier.fileLanguage.${body.language}`) })}
        {rule &&
          ` · ${t(
            rule.choice === 'NONE'
              ? 'dossier.letters.languageRule'
              : 'dossier.letters.languageChoice',
            { confidence: t(`dossier.letters.confidence.${rule.confidence}`) },
          )}`}
      </p>
      {remedy && (
        <p>
          {t('dossier.letters.remedySource', {
            source: remedy.source,
            confidence: t(`dossier.letters.confidence.${remedy.confidence}`),
          })}
          {' · '}
          {t('dossier.letters.termSource', {
            source: remedy.within.source,
            confidence: t(`dossier.letters.confidence.${remedy.within.confidence}`),
          })}
        </p>
      )}
    </div>
  )
}
