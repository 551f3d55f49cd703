import { type RuleCases, held, somebody } from './cases.ts'

const pages = (sharedWith: string[], template = false) =>
  somebody({ outside: held('DOCUMENT_HASHES', { type: 'DIPLOMA', sharedWith, template }) })

export const cases: RuleCases = {
  code: 'R34',
  planted: { 'the diploma of another person': pages(['p2']) },
  innocent: { 'a model contract': pages(['p2'], true), 'its own': pages([]) },
  boundaries: { minPersons: { value: 3, clear: pages(['p2']), flagged: pages(['p2', 'p3']) } },
}
