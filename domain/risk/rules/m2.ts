import { declaredAgainstDossier } from '../against-dossier.ts'
import { personRule } from '../rule.ts'
import { UNCOVERED } from '../screens.ts'

/**
 * M2: declared in Limosa from a day that has come while the application for that work is pending: it may
 * have started too early. Facts: declarations, dossiers, today. No parameters.
 */
export const m2 = personRule({
  code: 'M2',
  version: 4,
  kind: 'SOFT',
  severity: 'MEDIUM',
  sees: ['IDENTITY'],
  ground: ['Act of 30 April 1999'],
  screens: [UNCOVERED],
  find: (context) => declaredAgainstDossier(context, 'M2'),
})
