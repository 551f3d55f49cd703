import { declaredAgainstDossier } from '../against-dossier.ts'
import { personRule } from '../rule.ts'
import { UNCOVERED } from '../screens.ts'

/**
 * M3: declared in Limosa although this work was refused or its authorisation withdrawn. Facts:
 * declarations, dossiers. No parameters of its own (RELATED_DAYS in compare).
 */
export const m3 = personRule({
  code: 'M3',
  version: 4,
  kind: 'HARD',
  severity: 'HIGH',
  sees: ['IDENTITY'],
  ground: ['Act of 30 April 1999'],
  screens: [UNCOVERED],
  find: (context) => declaredAgainstDossier(context, 'M3'),
})
