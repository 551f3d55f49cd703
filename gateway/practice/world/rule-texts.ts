/** Words of the practice services about rules. */
export const TEXTS = {
  nl: {
    reason: 'Enkele gevallen van vorig jaar vielen er net buiten (oefening).',
    looked: 'Dossier en aangiften nagekeken (oefening).',
  },
  fr: {
    reason: 'Quelques cas de l’an dernier tombaient juste à côté (exercice).',
    looked: 'Dossier et déclarations vérifiés (exercice).',
  },
  de: {
    reason: 'Einige Fälle des Vorjahres lagen knapp daneben (Übung).',
    looked: 'Akte und Meldungen geprüft (Übung).',
  },
  en: {
    reason: 'Some cases of last year fell just outside (practice).',
    looked: 'File and declarations looked at (practice).',
  },
} as const
