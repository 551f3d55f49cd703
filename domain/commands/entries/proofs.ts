/**
 * What the region saw of the proofs of an application: the vacancy of the labour-market test and the
 * diploma (domain facts 6, R47 and R35). No register sends either: the officer notes what the paper, the
 * service or the institution says. One with the name of an earlier one takes its place.
 */
import * as v from 'valibot'
import { SEEN_ANSWERS, VACANCY_SERVICES } from '../../contract/codes.ts'
import {
  LocalDateText,
  type DiplomaNote,
  type DossierBody,
  type VacancyNote,
  YearsOfExperience,
} from '../../contract/records.ts'
import { isWorkPending } from '../../dossier/tracks.ts'
import { refuse, type Refusal } from '../command.ts'
import { checkWithinLife } from '../days.ts'
import { entry } from './entry.ts'

const NAME_MAX = 200
const Name = v.pipe(v.string(), v.maxLength(NAME_MAX))

const named = (name: string): Refusal | null =>
  name.trim() === '' ? refuse('PROOF_UNNAMED') : null

/** True while the proofs of an application decide something: the work is not decided. */
const isExamined = ({ work }: DossierBody): boolean => isWorkPending(work)

/** The vacancy as it was open, and where. */
export const recordVacancy = entry({
  name: 'recordVacancy',
  fields: {
    reference: Name,
    services: v.pipe(v.array(v.picklist(VACANCY_SERVICES)), v.minLength(1)),
    from: LocalDateText,
    to: LocalDateText,
  },
  timeline: 'VACANCY_RECORDED',
  suits: (body) => isExamined(body) && body.category === 'OTHER_LMT',
  unsuited: refuse('STEP_NOT_POSSIBLE'),
  needsText: () => false,
  mayPrecede: true,
  check: (_body, { reference, from, to, on }) =>
    named(reference) ??
    checkWithinLife(from, on) ??
    (to < from ? refuse('PERIOD_ENDS_BEFORE_START', { from, to }) : null) ??
    (to > on ? refuse('DATE_IN_FUTURE', { date: to }) : null),
  codes: ({ services }) => services.map((one) => `vacancyService.${one}`),
  title: ({ reference }) => reference.trim(),
  change(body, { on, reference, services, from, to }) {
    const one: VacancyNote = {
      reference: reference.trim(),
      services: VACANCY_SERVICES.filter((service) => services.includes(service)),
      from,
      to,
      on,
    }
    const others = (body.vacancies ?? []).filter((other) => other.reference !== one.reference)
    return { ...body, vacancies: [...others, one] }
  },
})

/** The diploma as it is, and what is known of who gave it. */
export const recordDiploma = entry({
  name: 'recordDiploma',
  fields: {
    institution: Name,
    awardedOn: LocalDateText,
    recognised: v.picklist(SEEN_ANSWERS),
    experienceYears: v.nullable(YearsOfExperience),
  },
  timeline: 'DIPLOMA_RECORDED',
  suits: isExamined,
  unsuited: refuse('STEP_NOT_POSSIBLE'),
  needsText: ({ recognised }) => recognised === 'NO',
  mayPrecede: true,
  check: (_body, { institution, awardedOn, on }) =>
    named(institution) ??
    (awardedOn > on ? refuse('DATE_IN_FUTURE', { date: awardedOn }) : null) ??
    checkWithinLife(awardedOn, on),
  codes: ({ recognised }) => [`recognised.${recognised}`],
  title: ({ institution }) => institution.trim(),
  change(body, { on, institution, awardedOn, recognised, experienceYears }) {
    const one: DiplomaNote = {
      institution: institution.trim(),
      awardedOn,
      recognised,
      experienceYears,
      on,
    }
    const others = (body.diplomas ?? []).filter((other) => other.institution !== one.institution)
    return { ...body, diplomas: [...others, one] }
  },
})
