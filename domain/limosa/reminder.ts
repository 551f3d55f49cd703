/**
 * The reminder to a declarant that the declared work needs an authorisation that was not asked (M1):
 * a text of the services in the declarant's language. There is one only as long as the comparison
 * says so: an exemption that is proved or an application that comes in withdraws it by itself.
 */
import { addWorkingDays } from '../calendar/holidays.ts'
import { addDays, brusselsToday, type LocalDate } from '../calendar/local-date.ts'
import type { Region, ReminderState, UiLanguage } from '../contract/codes.ts'
import type { DeclarationBody } from '../contract/records.ts'
import type { DeclarationVerdict } from '../contract/workbench.ts'
import { displayName } from '../linking/names.ts'
import { regionOfAddress } from '../reference/postal-codes.ts'

export interface Reminder {
  language: UiLanguage
  /** Whom to write to, as far as the declaration tells: the liaison person, else who declared. */
  to: string
  /** Plain text, subject first. */
  text: string
}

const LANGUAGE_OF: Readonly<Record<string, UiLanguage>> = {
  NL: 'nl',
  FR: 'fr',
  LU: 'fr',
  MC: 'fr',
  DE: 'de',
  AT: 'de',
  CH: 'de',
  LI: 'de',
}

/** In Brussels either of two may be it: the officer chooses. */
const LANGUAGE_OF_REGION: Readonly<Record<Region, UiLanguage>> = {
  FL: 'nl',
  WA: 'fr',
  BR: 'fr',
  DG: 'de',
}

/** The region of the first place of work that says one; null: none does. */
export function workRegion({ places }: Pick<DeclarationBody, 'places'>): Region | null {
  for (const { address } of places) {
    const region = address && regionOfAddress(address)
    if (region) return region
  }
  return null
}

/**
 * The language that a declarant most likely reads; which they filed in is not told. Of an employer abroad
 * that of the country, of a Belgian one and of a self-employed person that of the region of the work.
 */
export function declarantLanguage(body: Pick<DeclarationBody, 'employer' | 'places'>): UiLanguage {
  const country = body.employer?.country ?? null
  if (country !== null && country !== 'BE') return LANGUAGE_OF[country] ?? 'en'
  const region = workRegion(body)
  return region ? LANGUAGE_OF_REGION[region] : 'en'
}

type Asked = Exclude<DeclarationVerdict['requirement'], 'NONE'>

interface Wording {
  subject(l1: string): string
  greeting: string
  declared(from: string, to: string): string
  asked: Readonly<Record<Asked, string>>
  /** The work needs it. */
  needs(asked: string): string
  /** It needs it unless an exemption applies that was not proved. */
  mayNeed(asked: string): string
  ways: string
  /** The work is over: nothing can be asked for it any more. */
  needed(asked: string): string
  proofs: string
  /** Papers of the exemption of Vander Elst. */
  vanderElst: string
  /** How to answer. */
  answer(l1: string): string
  closing: string
}

const WORDINGS: Readonly<Record<UiLanguage, Wording>> = {
  nl: {
    subject: (l1) => `Limosa-melding ${l1}: toelating tot arbeid`,
    greeting: 'Geachte mevrouw, geachte heer,',
    declared: (from, to) => `U meldde werk in België van ${from} tot en met ${to}.`,
    asked: {
      SINGLE_PERMIT: 'een gecombineerde vergunning',
      WORK_CARD: 'een toelating tot arbeid voor maximaal 90 dagen',
      PROFESSIONAL_CARD: 'een beroepskaart',
    },
    needs: (asked) =>
      `Volgens onze gegevens is daarvoor ${asked} nodig, en vonden wij geen aanvraag voor dit werk.`,
    mayNeed: (asked) =>
      `Tenzij een vrijstelling geldt, is daarvoor ${asked} nodig. Wij vonden geen aanvraag voor dit werk en zagen geen bewijs van een vrijstelling.`,
    ways: 'Gelieve\n- de aanvraag in te dienen via Working in Belgium, of\n- ons te laten weten welke vrijstelling geldt, met de bewijsstukken, of\n- ons het nummer van de aanvraag of toelating te bezorgen.',
    needed: (asked) =>
      `Tenzij een vrijstelling gold, was daarvoor ${asked} nodig. Wij vonden geen aanvraag voor dit werk, dat intussen voorbij is.`,
    proofs:
      'Gelieve ons te laten weten welke toelating of vrijstelling voor dit werk gold, met het nummer of de bewijsstukken.',
    vanderElst:
      'Voor een detachering vanuit de EER of Zwitserland zijn dat: de verblijfstitel, de toelating tot arbeid in de uitzendende staat, de arbeidsovereenkomst en het paspoort, geldig voor de hele periode.',
    answer: (l1) => `Antwoord op dit bericht en vermeld het nummer ${l1}.`,
    closing: 'Met vriendelijke groeten',
  },
  fr: {
    subject: (l1) => `Déclaration Limosa ${l1} : autorisation de travail`,
    greeting: 'Madame, Monsieur,',
    declared: (from, to) => `Vous avez déclaré du travail en Belgique du ${from} au ${to} inclus.`,
    asked: {
      SINGLE_PERMIT: 'un permis unique',
      WORK_CARD: 'une autorisation de travail pour 90 jours au plus',
      PROFESSIONAL_CARD: 'une carte professionnelle',
    },
    needs: (asked) =>
      `Selon nos données, ce travail requiert ${asked} et nous n’avons trouvé aucune demande.`,
    mayNeed: (asked) =>
      `Sauf exemption, ce travail requiert ${asked}. Nous n’avons trouvé aucune demande et n’avons vu aucune preuve d’une exemption.`,
    ways: 'Veuillez\n- introduire la demande via Working in Belgium, ou\n- nous indiquer quelle exemption s’applique, avec les preuves, ou\n- nous communiquer le numéro de la demande ou de l’autorisation.',
    needed: (asked) =>
      `Sauf exemption, ce travail requérait ${asked}. Nous n’avons trouvé aucune demande pour ce travail, qui est terminé.`,
    proofs:
      'Veuillez nous indiquer quelle autorisation ou exemption valait pour ce travail, avec le numéro ou les preuves.',
    vanderElst:
      'Pour un détachement depuis l’EEE ou la Suisse, ce sont : le titre de séjour, l’autorisation de travail dans l’État d’envoi, le contrat de travail et le passeport, valables pour toute la période.',
    answer: (l1) => `Répondez à ce message en mentionnant le numéro ${l1}.`,
    closing: 'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
  },
  de: {
    subject: (l1) => `Limosa-Meldung ${l1}: Arbeitserlaubnis`,
    greeting: 'Sehr geehrte Damen und Herren,',
    declared: (from, to) =>
      `Sie haben Arbeit in Belgien vom ${from} bis einschließlich ${to} gemeldet.`,
    asked: {
      SINGLE_PERMIT: 'eine kombinierte Erlaubnis',
      WORK_CARD: 'eine Arbeitserlaubnis für höchstens 90 Tage',
      PROFESSIONAL_CARD: 'eine Berufskarte',
    },
    needs: (asked) =>
      `Nach unseren Angaben ist dafür ${asked} erforderlich, und wir haben keinen Antrag für diese Arbeit gefunden.`,
    mayNeed: (asked) =>
      `Sofern keine Befreiung gilt, ist dafür ${asked} erforderlich. Wir haben keinen Antrag für diese Arbeit gefunden und keinen Nachweis einer Befreiung gesehen.`,
    ways: 'Bitte\n- stellen Sie den Antrag über Working in Belgium, oder\n- teilen Sie uns mit, welche Befreiung gilt, mit den Nachweisen, oder\n- nennen Sie uns die Nummer des Antrags oder der Erlaubnis.',
    needed: (asked) =>
      `Sofern keine Befreiung galt, war dafür ${asked} erforderlich. Wir haben keinen Antrag für diese Arbeit gefunden, die inzwischen beendet ist.`,
    proofs:
      'Bitte teilen Sie uns mit, welche Erlaubnis oder Befreiung für diese Arbeit galt, mit der Nummer oder den Nachweisen.',
    vanderElst:
      'Bei einer Entsendung aus dem EWR oder der Schweiz sind das: der Aufenthaltstitel, die Arbeitserlaubnis im Entsendestaat, der Arbeitsvertrag und der Pass, gültig für den ganzen Zeitraum.',
    answer: (l1) => `Antworten Sie auf diese Nachricht und geben Sie dabei die Nummer ${l1} an.`,
    closing: 'Mit freundlichen Grüßen',
  },
  en: {
    subject: (l1) => `Limosa declaration ${l1}: work authorisation`,
    greeting: 'Dear Sir or Madam,',
    declared: (from, to) => `You declared work in Belgium from ${from} to ${to} inclusive.`,
    asked: {
      SINGLE_PERMIT: 'a single permit',
      WORK_CARD: 'a work authorisation for at most 90 days',
      PROFESSIONAL_CARD: 'a professional card',
    },
    needs: (asked) => `By our data this needs ${asked}, and we found no application for this work.`,
    mayNeed: (asked) =>
      `Unless an exemption applies, this needs ${asked}. We found no application for this work and saw no proof of an exemption.`,
    ways: 'Please\n- submit the application through Working in Belgium, or\n- tell us which exemption applies, with the proof, or\n- give us the number of the application or authorisation.',
    needed: (asked) =>
      `Unless an exemption applied, this needed ${asked}. We found no application for this work, which is over by now.`,
    proofs:
      'Please tell us which authorisation or exemption applied to this work, with its number or the proof.',
    vanderElst:
      'For a posting from the EEA or Switzerland the proof is: the residence permit, the work authorisation in the sending state, the employment contract and the passport, valid for the whole period.',
    answer: (l1) => `Answer this message and quote the number ${l1}.`,
    closing: 'Yours faithfully',
  },
}

const written = (date: LocalDate) => date.split('-').toReversed().join('/')

/** The declared work is over: an application would come too late. */
const isOver = ({ period }: DeclarationBody, today: LocalDate) => period.to < today

function addresseeOf({ liaison, employer, worker }: DeclarationBody): string {
  if (liaison) {
    const at = [liaison.email, liaison.phone].filter((one) => one !== '' && one !== liaison.name)
    return [liaison.name, ...at].join(', ')
  }
  return employer?.name ?? displayName(worker)
}

/**
 * The reminder for a declaration with its verdict, in the language that the officer chose or the one that
 * the declarant most likely reads; null when there is nothing to remind of. What cannot be excluded is not
 * told as certain, and of work that is over it asks what covered it. `sender`: the lines of the service that
 * signs.
 */
export function reminderOf(
  body: DeclarationBody,
  verdict: DeclarationVerdict,
  today: LocalDate,
  language: UiLanguage = declarantLanguage(body),
  sender: readonly string[] = [],
): Reminder | null {
  if (verdict.code !== 'M1' || verdict.requirement === 'NONE') return null
  const words = WORDINGS[language]
  const { from, to } = body.period
  const over = isOver(body, today)
  const asked = words.asked[verdict.requirement]
  const need = over
    ? words.needed(asked)
    : verdict.needsAuthorisation === 'YES'
      ? words.needs(asked)
      : words.mayNeed(asked)
  const text = [
    words.subject(body.l1Number),
    words.greeting,
    `${words.declared(written(from), written(to))} ${need}`,
    over ? words.proofs : words.ways,
    ...(verdict.row === 7 ? [words.vanderElst] : []),
    words.answer(body.l1Number),
    [words.closing, ...sender].join('\n'),
  ].join('\n\n')
  return { language, to: addresseeOf(body), text }
}

/**
 * Working days after which the declarant has to be reminded. A rule of the house, not of law: no text
 * says when a service writes to a declarant.
 */
const REMIND_WITHIN_DAYS = 5

/** Who reminds the declarant, and by when. */
export interface ReminderTask {
  /** The region of the first place of work; null when no place says one. */
  region: Region | null
  /** As `remindBy` tells; null when the source does not tell when it was declared. */
  due: LocalDate | null
}

/**
 * Last day to remind a declarant: five working days after the declaration, or the eve of the work
 * where that comes first.
 */
export function remindBy(submittedAt: string, workFrom: LocalDate): LocalDate {
  const declared = brusselsToday(new Date(submittedAt))
  const due = addWorkingDays(declared, REMIND_WITHIN_DAYS)
  const eve = addDays(workFrom, -1)
  return eve > declared && eve < due ? eve : due
}

/** What the last day to remind means on a day. */
export const reminderState = (by: LocalDate, today: LocalDate): ReminderState =>
  by < today ? 'LATE' : 'DUE'

/** The task that goes with the reminder: there as long as the reminder is and the work is not over. */
export function reminderTask(
  body: DeclarationBody,
  verdict: DeclarationVerdict,
  today: LocalDate,
): ReminderTask | null {
  if (reminderOf(body, verdict, today) === null || isOver(body, today)) return null
  return {
    region: workRegion(body),
    due: body.submittedAt === null ? null : remindBy(body.submittedAt, body.period.from),
  }
}
