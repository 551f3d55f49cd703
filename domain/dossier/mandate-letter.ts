/**
 * The letter to an employer when nobody proves that the filer may act for it (domain facts 5), in the
 * language of the file: a text of the services, never a translation of the screen. It asks for what
 * is missing and nothing else; what the answer is, decides a person.
 */
import { quarterOf, type LocalDate } from '../calendar/local-date.ts'
import type { FileLanguage } from '../contract/codes.ts'
import type { MandateFault } from './mandates.ts'

export interface MandateLetterFacts {
  language: FileLanguage
  reference: string
  submittedOn: LocalDate
  employer: string
  filer: string
  /** What the nearest mandate lacks; null: there is none between the two. */
  fault: MandateFault | null
  /** Quarters of the nearest mandate. */
  fromQuarter: string | null
  toQuarter: string | null
}

interface Wording {
  subject(reference: string): string
  greeting: string
  filed(facts: { filer: string; employer: string; date: string; quarter: string }): string
  missing: Readonly<Record<MandateFault | 'none', (from: string, to: string) => string>>
  ask(quarter: string): string
  ways: string
  closing: string
  quarter(quarter: string): string
}

const part = (quarter: string) => ({ year: quarter.slice(0, 4), n: Number(quarter.slice(6)) })

const NL: Wording = {
  subject: (reference) => `Dossier ${reference}: mandaat van de indiener`,
  greeting: 'Geachte mevrouw, geachte heer,',
  filed: ({ filer, employer, date, quarter }) =>
    `Op ${date} diende ${filer} namens ${employer} een aanvraag in. Daarvoor is in het ${quarter} een actief mandaat in Mahis nodig.`,
  missing: {
    none: () => 'In Mahis vonden wij geen mandaat van uw onderneming aan deze indiener.',
    status: (from) => `Het mandaat dat in het ${from} begint, is niet actief.`,
    early: (from) => `Het mandaat begint pas in het ${from}.`,
    late: (_from, to) => `Het mandaat eindigde in het ${to}.`,
    group: () => 'Het mandaat omvat de toepassing „Working in Belgium” niet.',
  },
  ask: (quarter) =>
    `Gelieve ons te bevestigen dat deze indiener in het ${quarter} voor uw onderneming mocht optreden:`,
  ways: '- ofwel door het mandaat in Mahis in orde te brengen en ons dit te melden,\n- ofwel door ons een ondertekende volmacht te bezorgen,\n- ofwel door de aanvraag zelf te bevestigen.',
  closing: 'Met vriendelijke groeten',
  quarter: (quarter) => `${part(quarter).n}e kwartaal van ${part(quarter).year}`,
}

const FR: Wording = {
  subject: (reference) => `Dossier ${reference} : mandat du déposant`,
  greeting: 'Madame, Monsieur,',
  filed: ({ filer, employer, date, quarter }) =>
    `Le ${date}, ${filer} a introduit une demande au nom de ${employer}. Cela requiert un mandat actif dans Mahis au ${quarter}.`,
  missing: {
    none: () => 'Nous n’avons trouvé dans Mahis aucun mandat de votre entreprise à ce déposant.',
    status: (from) => `Le mandat qui commence au ${from} n’est pas actif.`,
    early: (from) => `Le mandat ne commence qu’au ${from}.`,
    late: (_from, to) => `Le mandat a pris fin au ${to}.`,
    group: () => 'Le mandat ne couvre pas l’application « Working in Belgium ».',
  },
  ask: (quarter) =>
    `Veuillez nous confirmer que ce déposant pouvait agir pour votre entreprise au ${quarter} :`,
  ways: '- soit en régularisant le mandat dans Mahis et en nous en informant,\n- soit en nous transmettant une procuration signée,\n- soit en confirmant vous-même la demande.',
  closing: 'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
  quarter: (quarter) => {
    const { n, year } = part(quarter)
    return `${n === 1 ? '1er' : `${n}e`} trimestre ${year}`
  },
}

const DE: Wording = {
  subject: (reference) => `Akte ${reference}: Mandat des Antragstellers`,
  greeting: 'Sehr geehrte Damen und Herren,',
  filed: ({ filer, employer, date, quarter }) =>
    `Am ${date} hat ${filer} im Namen von ${employer} einen Antrag eingereicht. Dafür ist im ${quarter} ein aktives Mandat in Mahis erforderlich.`,
  missing: {
    none: () => 'In Mahis haben wir kein Mandat Ihres Unternehmens an diesen Einreicher gefunden.',
    status: (from) => `Das Mandat, das im ${from} beginnt, ist nicht aktiv.`,
    early: (from) => `Das Mandat beginnt erst im ${from}.`,
    late: (_from, to) => `Das Mandat endete im ${to}.`,
    group: () => 'Das Mandat umfasst die Anwendung „Working in Belgium“ nicht.',
  },
  ask: (quarter) =>
    `Bitte bestätigen Sie uns, dass dieser Einreicher im ${quarter} für Ihr Unternehmen handeln durfte:`,
  ways: '- entweder indem Sie das Mandat in Mahis in Ordnung bringen und uns dies mitteilen,\n- oder indem Sie uns eine unterzeichnete Vollmacht zukommen lassen,\n- oder indem Sie den Antrag selbst bestätigen.',
  closing: 'Mit freundlichen Grüßen',
  quarter: (quarter) => `${part(quarter).n}. Quartal ${part(quarter).year}`,
}

const WORDINGS: Readonly<Record<FileLanguage, Wording>> = { nl: NL, fr: FR, de: DE }

/** The letter as plain text, subject first, ready to copy into the service's own template. */
export function mandateLetter(facts: MandateLetterFacts): string {
  const { language, reference, submittedOn, employer, filer, fault } = facts
  const words = WORDINGS[language]
  const quarter = words.quarter(quarterOf(submittedOn))
  const date = submittedOn.split('-').toReversed().join('/')
  const [from, to] = [facts.fromQuarter, facts.toQuarter].map((one) =>
    one ? words.quarter(one) : '',
  )
  return [
    words.subject(reference),
    words.greeting,
    `${words.filed({ filer, employer, date, quarter })} ${words.missing[fault ?? 'none'](from!, to!)}`,
    `${words.ask(quarter)}\n${words.ways}`,
    words.closing,
  ].join('\n\n')
}
