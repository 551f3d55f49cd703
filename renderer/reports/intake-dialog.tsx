import { useMemo, useState } from 'react'
import type { CommandArgs } from '../../domain/commands/index.ts'
import { REPORT_TEXT_MAX, REPORT_TEXT_MIN } from '../../domain/commands/reports/file.ts'
import { REGIONS, type Region } from '../../domain/contract/codes.ts'
import { MUNICIPALITIES } from '../../domain/reference/municipalities.ts'
import { categoriesOn } from '../../domain/reference/report-categories.ts'
import {
  isCloseToMatter,
  REPORT_CHANNELS,
  REPORTER_RELATIONS,
  type ReportCategory,
  type ReportChannel,
  type ReporterRelation,
} from '../../domain/reports/codes.ts'
import { navigate } from '../app/route.ts'
import { useSession } from '../data/use-query.ts'
import { SelectField, Yes } from '../design/choice-field.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { TextAreaField, TextField } from '../design/field.tsx'
import { municipalityName } from '../findings/values.tsx'
import { currentLanguage } from '../i18n/i18n.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { FormDialog } from '../app/form-dialog.tsx'
import { useReportForm } from './use-report-form.ts'
import { useReportWords } from './words.ts'
import './reports.css'

/** Languages that people report in, the most usual first; others are one of these to the form: `und`. */
const LANGUAGES = [
  'nl',
  'fr',
  'de',
  'en',
  'pl',
  'ro',
  'bg',
  'uk',
  'ru',
  'pt',
  'tr',
  'ar',
  'sq',
  'es',
  'it',
  'hr',
  'sr',
  'fa',
  'zh',
  'und',
]

interface Values {
  category: ReportCategory
  channel: ReportChannel
  language: string
  text: string
  receivedOn: TypedDate
  from: TypedDate
  to: TypedDate
  region: Region
  family: string
  given: string
  birth: TypedDate
  insz: string
  firm: string
  firmNumber: string
  site: string
  street: string
  municipality: string
  guarded: boolean
  known: boolean
  name: string
  contact: string
  relation: ReporterRelation
}

const tidy = (text: string): string | null => text.trim() || null

/** The act that the form stands for; null while a date is no date. */
function argsOf(reportId: string, values: Values): CommandArgs<'fileReport'> | null {
  const { receivedOn, from, to, birth } = values
  if (!receivedOn || from === undefined || to === undefined || birth === undefined) return null
  const [family, given] = [values.family.trim(), values.given.trim()]
  const municipality = tidy(values.municipality)
  const [site, street] = [tidy(values.site), tidy(values.street)]
  const address =
    street || municipality
      ? { street, postalCode: null, place: null, municipality, country: 'BE' }
      : null
  return {
    reportId,
    category: values.category,
    channel: values.channel,
    language: values.language,
    text: values.text,
    receivedOn,
    happened: from ? { from, to } : null,
    region: values.region,
    worker:
      family || given
        ? { familyName: family, givenNames: given, birthDate: birth, insz: tidy(values.insz) }
        : null,
    enterprise: tidy(values.firm)
      ? { name: values.firm.trim(), number: tidy(values.firmNumber) }
      : null,
    place: site || address ? { name: site, address } : null,
    guarded: values.guarded,
    reporter: values.known
      ? { name: values.name.trim(), contact: values.contact.trim(), relation: values.relation }
      : null,
  }
}

/** Takes a report in: what was told, about whom and where, and who told it under a seal. */
export default function IntakeDialog({ onClose }: { onClose: () => void }) {
  const t = useReportWords()
  const code = useCodes()
  const { compare } = useFormats()
  const session = useSession()
  const today = session?.today ?? ''
  const [id] = useState(() => crypto.randomUUID())
  const [values, setValues] = useState<Values>(() => ({
    category: 'UNDECLARED_WORK',
    channel: 'PHONE',
    language: currentLanguage(),
    text: '',
    receivedOn: today,
    from: null,
    to: null,
    region: session?.actor?.region ?? 'FL',
    family: '',
    given: '',
    birth: null,
    insz: '',
    firm: '',
    firmNumber: '',
    site: '',
    street: '',
    municipality: '',
    guarded: false,
    known: false,
    name: '',
    contact: '',
    relation: 'WORKER',
  }))
  const args = useMemo(() => argsOf(id, values), [id, values])
  const form = useReportForm('fileReport', { id, body: null }, args, {
    done: t('report.intake.done'),
    onClose: () => {
      onClose()
      navigate({ screen: 'report', id })
    },
  })
  const set = (some: Partial<Values>) => {
    form.touched()
    setValues({ ...values, ...some })
  }
  const text = (name: 'family' | 'given' | 'insz' | 'firm' | 'firmNumber' | 'site' | 'street') => ({
    value: values[name],
    maxLength: 200,
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  })
  const municipalities = useMunicipalities(values.region)
  const names = new Intl.DisplayNames([currentLanguage()], { type: 'language' })
  const languages = LANGUAGES.map((value) => ({
    value,
    label: value === 'und' ? t('report.intake.otherLanguage') : (names.of(value) ?? value),
  })).toSorted((a, b) => compare(a.label, b.label))
  return (
    <FormDialog
      form={form}
      title={t('reports.new')}
      wide
      firstToFill
      submit={t('report.intake.submit')}
      onClose={onClose}
    >
      <TextAreaField
        label={t('report.intake.text')}
        hint={t('report.intake.textHint', { min: REPORT_TEXT_MIN })}
        rows={5}
        limit={REPORT_TEXT_MAX}
        maxLength={REPORT_TEXT_MAX}
        value={values.text}
        onChange={(event) => set({ text: event.target.value })}
      />
      <div className="field-row">
        <SelectField
          label={t('reports.facet.category')}
          options={categoriesOn(values.receivedOn || today).map((value) => ({
            value,
            label: code('reportCategory', value),
          }))}
          value={values.category}
          onChange={(value) => set({ category: value as ReportCategory })}
        />
        <SelectField
          label={t('report.language')}
          options={languages}
          value={values.language}
          onChange={(language) => set({ language })}
        />
      </div>
      <div className="field-row">
        <SelectField
          label={t('report.channel')}
          options={REPORT_CHANNELS.map((value) => ({ value, label: code('reportChannel', value) }))}
          value={values.channel}
          onChange={(value) => set({ channel: value as ReportChannel })}
        />
        <DateField
          label={t('report.receivedOn')}
          required
          value={values.receivedOn}
          onChange={(receivedOn) => set({ receivedOn })}
        />
      </div>
      <div className="field-row">
        <DateField
          label={t('report.intake.from')}
          value={values.from}
          onChange={(from) => set({ from })}
        />
        <DateField label={t('report.intake.to')} value={values.to} onChange={(to) => set({ to })} />
      </div>
      <h3>{t('report.worker')}</h3>
      <div className="field-row">
        <TextField label={t('report.intake.family')} {...text('family')} />
        <TextField label={t('report.intake.given')} {...text('given')} />
      </div>
      <div className="field-row">
        <DateField
          label={t('report.intake.birth')}
          value={values.birth}
          onChange={(birth) => set({ birth })}
        />
        <TextField label={t('report.intake.insz')} inputMode="numeric" {...text('insz')} />
      </div>
      <h3>{t('report.enterprise')}</h3>
      <div className="field-row">
        <TextField label={t('report.intake.firm')} {...text('firm')} />
        <TextField label={t('report.intake.firmNumber')} {...text('firmNumber')} />
      </div>
      <h3>{t('report.place')}</h3>
      <div className="field-row">
        <SelectField
          label={t('reports.facet.region')}
          options={REGIONS.map((value) => ({ value, label: code('region', value) }))}
          value={values.region}
          onChange={(value) => set({ region: value as Region, municipality: '' })}
        />
        <SelectField
          label={t('report.intake.municipality')}
          options={[{ value: '', label: t('unknown') }, ...municipalities]}
          value={values.municipality}
          onChange={(municipality) => set({ municipality })}
        />
      </div>
      <div className="field-row">
        <TextField label={t('report.intake.site')} {...text('site')} />
        <TextField label={t('report.intake.street')} {...text('street')} />
      </div>
      <h3>{t('report.reporter.title')}</h3>
      <Yes
        label={t('report.intake.known')}
        value={values.known}
        onChange={(known) => set({ known, guarded: values.guarded || known })}
      />
      {values.known && (
        <>
          <p className="muted">{t('report.intake.sealed')}</p>
          <div className="field-row">
            <TextField
              label={t('report.reporter.name')}
              autoComplete="off"
              maxLength={200}
              value={values.name}
              onChange={(event) => set({ name: event.target.value })}
            />
            <TextField
              label={t('report.reporter.contact')}
              autoComplete="off"
              maxLength={400}
              value={values.contact}
              onChange={(event) => set({ contact: event.target.value })}
            />
          </div>
          <SelectField
            label={t('report.reporter.relation')}
            options={REPORTER_RELATIONS.map((value) => ({
              value,
              label: code('reporterRelation', value),
            }))}
            value={values.relation}
            onChange={(value) => {
              const relation = value as ReporterRelation
              set({ relation, guarded: values.guarded || isCloseToMatter(relation) })
            }}
          />
        </>
      )}
      <Yes
        label={t('report.intake.guarded')}
        value={values.guarded}
        onChange={(guarded) => set({ guarded })}
      />
    </FormDialog>
  )
}

/** The municipalities of a region by name. */
function useMunicipalities(region: Region) {
  const { compare } = useFormats()
  const language = currentLanguage()
  return useMemo(
    () =>
      MUNICIPALITIES.filter((one) => one.region === region)
        .map(({ code }) => ({ value: code, label: municipalityName(code, language) }))
        .toSorted((a, b) => compare(a.label, b.label)),
    [region, language, compare],
  )
}
