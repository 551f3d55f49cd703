/**
 * Pages of the practice identity provider: choose who you are, sign out, problems. Plain HTML, no
 * script and nothing from elsewhere; works with the keyboard and a screen reader.
 */
import { createHash } from 'node:crypto'
import deCodes from '../../resources/i18n/de/codes.json' with { type: 'json' }
import de from '../../resources/i18n/de/gateway.json' with { type: 'json' }
import enCodes from '../../resources/i18n/en/codes.json' with { type: 'json' }
import en from '../../resources/i18n/en/gateway.json' with { type: 'json' }
import frCodes from '../../resources/i18n/fr/codes.json' with { type: 'json' }
import fr from '../../resources/i18n/fr/gateway.json' with { type: 'json' }
import nlCodes from '../../resources/i18n/nl/codes.json' with { type: 'json' }
import nl from '../../resources/i18n/nl/gateway.json' with { type: 'json' }
import { UI_LANGUAGES, type UiLanguage } from '../../domain/contract/codes.ts'
import type { PracticePerson } from './people.ts'

const TEXTS: Readonly<Record<UiLanguage, typeof nl>> = { nl, fr, de, en }
const CODES: Readonly<Record<UiLanguage, Pick<(typeof nlCodes)['code'], 'role' | 'region'>>> = {
  nl: nlCodes.code,
  fr: frCodes.code,
  de: deCodes.code,
  en: enCodes.code,
}
const LANGUAGE_NAMES: Readonly<Record<UiLanguage, string>> = {
  nl: 'Nederlands',
  fr: 'Français',
  de: 'Deutsch',
  en: 'English',
}

/** The first language of a `ui_locales` or `Accept-Language` value that we speak; else English. */
export function languageOf(wanted: string | undefined): UiLanguage {
  for (const part of (wanted ?? '').toLowerCase().split(/[\s,]+/)) {
    const language = UI_LANGUAGES.find((known) => part.split(/[-;]/)[0] === known)
    if (language) return language
  }
  return 'en'
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b2430; --paper: #f4f6f8; --card: #ffffff;
  --line: #8a96a3; --accent: #0b5a8a; --quiet: #46525f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --paper: #12181f; --card: #1b242e;
  --line: #7c8894; --accent: #7cc4f2; --quiet: #b4bfca; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1rem; margin: 0 0 .5rem; }
p { margin: 0 0 .75rem; max-width: 44rem; }
.quiet { color: var(--quiet); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: 0 0 1.5rem;
  padding: 0; }
nav a { color: var(--accent); display: inline-block; padding: .25rem 0; }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.services { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr));
  gap: 1.5rem; margin-top: 1.5rem; }
.services ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
  border-radius: .4rem; padding: .5rem .75rem; min-height: 2.75rem; cursor: pointer;
  text-align: left; width: 100%; }
button span { display: block; color: var(--quiet); font-size: .875rem; }
button:hover { border-color: var(--accent); }
button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.choices { display: flex; flex-wrap: wrap; gap: .75rem; }
.choices button { width: auto; }
`

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/**
 * Security policy of every page: our one style sheet, forms to ourselves. A form ends in a redirect
 * to the desk's loopback address, which browsers check as well.
 */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    "form-action 'self' http://127.0.0.1:*",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  // Not `no-referrer`: the form that names the person would come with the origin `null`.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
}

/** Text as it may stand in HTML, also inside an attribute. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function page(language: UiLanguage, title: string, content: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>${content}</main></body>
</html>
`
}

const SERVICES = ['FL', 'WA', 'BR', 'DG', 'FED', 'INSPECTION', 'AUDIT'] as const
type Service = (typeof SERVICES)[number]

function serviceOf({ role, region }: PracticePerson): Service {
  if (role === 'INSPECTOR') return 'INSPECTION'
  if (role === 'AUDITOR') return 'AUDIT'
  return region ?? 'FED'
}

/** The people by service, each a button that signs in; `action` is where the form goes. */
export function signInPage(
  language: UiLanguage,
  people: readonly PracticePerson[],
  action: string,
): string {
  const { signIn, service: names } = TEXTS[language]
  const services = SERVICES.map((service) => {
    const members = people.filter((person) => serviceOf(person) === service)
    const buttons = members.map((person) => personButton(language, person)).join('')
    return `<section aria-labelledby="service-${service}">
<h2 id="service-${service}">${escape(names[service])}</h2><ul>${buttons}</ul></section>`
  })
  return page(
    language,
    signIn.title,
    `${languageLinks(language, action)}
<h1>${escape(signIn.heading)}</h1>
<p>${escape(signIn.choose)}</p>
<p class="quiet">${escape(signIn.intro)}</p>
<form method="post" action="${escape(action)}" class="services">${services.join('')}</form>`,
  )
}

function personButton(language: UiLanguage, { id, name, role, region }: PracticePerson): string {
  const { role: roles, region: regions } = CODES[language]
  const area = region ? regions[region] : TEXTS[language].wholeCountry
  const where = role === 'INSPECTOR' ? ` · ${area}` : ''
  return `<li><button name="person" value="${escape(id)}">${escape(name)}<span>${escape(
    roles[role] + where,
  )}</span></button></li>`
}

function languageLinks(current: UiLanguage, action: string): string {
  const links = UI_LANGUAGES.map((language) => {
    const here = language === current ? ' aria-current="true"' : ''
    const address = escape(`${action}?language=${language}`)
    return `<li><a href="${address}" lang="${language}" hreflang="${language}"${here}>${
      LANGUAGE_NAMES[language]
    }</a></li>`
  })
  const label = escape(TEXTS[current].signIn.language)
  return `<nav aria-label="${label}"><ul>${links.join('')}</ul></nav>`
}

/** Asks whether to sign out; `form` is the provider's own form, which the buttons belong to. */
export function signOutPage(language: UiLanguage, form: string): string {
  const { title, heading, confirm, stay } = TEXTS[language].signOut
  return page(
    language,
    title,
    `<h1>${escape(heading)}</h1>${form}<div class="choices">
<button form="op.logoutForm" name="logout" value="yes">${escape(confirm)}</button>
<button form="op.logoutForm">${escape(stay)}</button></div>`,
  )
}

/** Says that the person is signed out. */
export function signedOutPage(language: UiLanguage): string {
  const { title, done } = TEXTS[language].signOut
  return page(language, title, `<h1>${escape(done)}</h1>`)
}

/** Says that a sign-in failed; `code` is a code of OpenID Connect, never a message. */
export function problemPage(language: UiLanguage, expired: boolean, code: string): string {
  const { problem } = TEXTS[language]
  return page(
    language,
    problem.title,
    `<h1>${escape(problem.title)}</h1><p>${escape(expired ? problem.expired : problem.other)}</p>
<p class="quiet">${escape(problem.code.replace('{{code}}', code))}</p>`,
  )
}
