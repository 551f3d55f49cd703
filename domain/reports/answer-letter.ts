/**
 * Letters to whoever reported, in a language that they read: texts of the services, never a translation
 * of the screen. They say what becomes of the report and nothing of whom it is about: that stays within
 * the inquiry.
 */
import { UI_LANGUAGES, type UiLanguage } from '../contract/codes.ts'
import { fold } from '../linking/names.ts'
import { REPORT_ANSWERS, type ReportAnswer } from './codes.ts'

interface Wording {
  subject(reference: string): string
  greeting: string
  received(date: string): string
  body: Readonly<Record<ReportAnswer, string>>
  silence: string
  keep(reference: string): string
  closing: string
}

const WORDINGS: Readonly<Record<UiLanguage, Wording>> = {
  nl: {
    subject: (reference) => `Uw melding ${reference}`,
    greeting: 'Geachte mevrouw, geachte heer,',
    received: (date) => `Op ${date} bezorgde u ons een melding.`,
    body: {
      RECEIPT:
        'Wij hebben ze goed ontvangen. Een inspecteur leest ze en beslist wat er verder mee gebeurt.',
      IN_HAND:
        'Een inspecteur onderzoekt ze. Weet u nog iets dat kan helpen, laat het ons dan weten.',
      REFERRED:
        'Een andere dienst is bevoegd. Wij hebben uw melding daarheen gestuurd, zonder uw naam.',
      CLOSED: 'Wij hebben ze afgehandeld. Dank u dat u de tijd nam om ons in te lichten.',
    },
    silence: 'Over het onderzoek zelf mogen wij niets zeggen. Uw identiteit blijft geheim.',
    keep: (reference) => `Vermeld ${reference} als u ons opnieuw contacteert.`,
    closing: 'Met vriendelijke groeten',
  },
  fr: {
    subject: (reference) => `Votre signalement ${reference}`,
    greeting: 'Madame, Monsieur,',
    received: (date) => `Le ${date}, vous nous avez adressé un signalement.`,
    body: {
      RECEIPT: 'Nous l’avons bien reçu. Un inspecteur le lit et décide de la suite.',
      IN_HAND:
        'Un inspecteur l’examine. Si vous savez encore quelque chose d’utile, faites-le-nous savoir.',
      REFERRED:
        'Un autre service est compétent. Nous lui avons transmis votre signalement, sans votre nom.',
      CLOSED: 'Nous l’avons traité. Merci d’avoir pris le temps de nous informer.',
    },
    silence: 'Nous ne pouvons rien dire de l’enquête elle-même. Votre identité reste secrète.',
    keep: (reference) => `Mentionnez ${reference} si vous nous recontactez.`,
    closing: 'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
  },
  de: {
    subject: (reference) => `Ihre Meldung ${reference}`,
    greeting: 'Sehr geehrte Damen und Herren,',
    received: (date) => `Am ${date} haben Sie uns eine Meldung gemacht.`,
    body: {
      RECEIPT:
        'Wir haben sie erhalten. Ein Inspektor liest sie und entscheidet, wie es weitergeht.',
      IN_HAND:
        'Ein Inspektor untersucht sie. Wissen Sie noch etwas, das helfen kann, so teilen Sie es uns bitte mit.',
      REFERRED:
        'Ein anderer Dienst ist zuständig. Wir haben Ihre Meldung ohne Ihren Namen dorthin weitergeleitet.',
      CLOSED:
        'Wir haben sie bearbeitet. Danke, dass Sie sich die Zeit genommen haben, uns zu informieren.',
    },
    silence: 'Über die Untersuchung selbst dürfen wir nichts sagen. Ihre Identität bleibt geheim.',
    keep: (reference) => `Geben Sie ${reference} an, wenn Sie uns erneut kontaktieren.`,
    closing: 'Mit freundlichen Grüßen',
  },
  en: {
    subject: (reference) => `Your report ${reference}`,
    greeting: 'Dear Sir or Madam,',
    received: (date) => `On ${date} you reported something to us.`,
    body: {
      RECEIPT: 'We have received it. An inspector reads it and decides what happens next.',
      IN_HAND:
        'An inspector is looking into it. If you know anything more that may help, please tell us.',
      REFERRED: 'Another service is competent. We have passed your report on, without your name.',
      CLOSED: 'We have dealt with it. Thank you for taking the time to tell us.',
    },
    silence: 'We cannot say anything about the inquiry itself. Your identity stays secret.',
    keep: (reference) => `Please quote ${reference} if you contact us again.`,
    closing: 'Yours faithfully',
  },
}

/** Every word of the letters as they come, folded: none of them tells who reported. */
export function allAnswerWords(): ReadonlySet<string> {
  const letters = UI_LANGUAGES.flatMap((language) =>
    REPORT_ANSWERS.map((template) =>
      answerLetter(template, language, { reference: '', receivedOn: '2026-01-01' }),
    ),
  )
  return new Set(letters.flatMap((letter) => fold(letter).split(/[^A-Z0-9]+/)))
}

/** The language of the letter: that of the report where there are words in it, else English. */
export function answerLanguage(language: string): UiLanguage {
  return UI_LANGUAGES.find((one) => one === language) ?? 'en'
}

/** The letter as plain text, subject first; the officer may change it before it is filed. */
export function answerLetter(
  template: ReportAnswer,
  language: UiLanguage,
  { reference, receivedOn }: { reference: string; receivedOn: string },
): string {
  const words = WORDINGS[language]
  const date = receivedOn.split('-').toReversed().join('/')
  return [
    words.subject(reference),
    words.greeting,
    `${words.received(date)} ${words.body[template]}`,
    words.silence,
    words.keep(reference),
    words.closing,
  ].join('\n\n')
}
