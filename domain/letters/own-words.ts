/**
 * The officer's own words in a letter: the reason or the question of the act. They are never
 * translated: where they are clearly in another language than the file, the letter is refused.
 */
import type { DossierBody, DossierEvent } from '../contract/records.ts'
import { adviceOf } from './other-facts.ts'
import type { FileLanguage, LetterTemplate, Track } from '../contract/codes.ts'

interface About {
  template: LetterTemplate
  track: Track
  event: DossierEvent | null
}

/** What the officer wrote for this act; null: nothing. */
export function ownWords(body: DossierBody, { template, track, event }: About): string | null {
  switch (template) {
    case 'INFO_ASKED':
      return (
        body.infoRequests?.findLast((one) => one.track === track && one.askedOn === event?.step?.on)
          ?.text ?? null
      )
    case 'ADVICE_ASKED':
      return adviceOf(body, event)?.text ?? null
    case 'WORK_REFUSED':
    case 'RESIDENCE_REFUSED':
      return (
        body.proposals?.findLast((one) => one.track === track && one.state === 'SIGNED')?.reason ||
        (event?.step?.reason ?? null)
      )
    default:
      return event?.step?.reason ?? null
  }
}

type Known = FileLanguage | 'en'

/** Small words that are of one language alone, or nearly. */
const SMALL_WORDS: Readonly<Record<Known, readonly string[]>> = {
  nl: words(`het een van niet wordt werd zijn aan voor met dat deze ook uit bij naar geen
    heeft door maar omdat om te of wij uw gelieve blijkt`),
  fr: words(`le la les des du est pas une pour dans que qui sur avec par ne sont été aux cette
    vous nous votre il elle mais ou ainsi veuillez`),
  de: words(`der die das und nicht ein eine ist wird wurde mit für von dem den des auf zu nach
    auch aus bei kein keine dass wir sie ihr bitte liegt`),
  en: words(`the and of is was not this that with for by to from has have are were been which
    you your please its`),
}

function words(text: string): readonly string[] {
  return text.split(/\s+/u)
}

/** Fewest small words of another language before anybody speaks of it. */
const CLEAR = 4

/**
 * The other language in which a text clearly is; null when it is in the language of the file, or
 * when nobody could tell: a name, a number, a few words.
 */
export function otherLanguage(text: string, file: FileLanguage): Known | null {
  const found = text.toLocaleLowerCase('nl').match(/\p{L}+/gu) ?? []
  const score = (language: Known) => {
    const small = new Set(SMALL_WORDS[language])
    return found.filter((word) => small.has(word)).length
  }
  const own = score(file)
  const others = (Object.keys(SMALL_WORDS) as Known[]).filter((one) => one !== file)
  const best = others.toSorted((a, b) => score(b) - score(a))[0]!
  return score(best) >= CLEAR && score(best) >= 2 * own + 1 ? best : null
}
