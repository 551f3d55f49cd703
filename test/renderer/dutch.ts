/** The Dutch texts of the window, for what a test draws without one. */
import { readFileSync } from 'node:fs'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

/** Makes the texts of these areas known, as the window does when it starts. */
export async function speakDutch(areas: readonly string[]): Promise<void> {
  const words = areas.map((area) => [
    area,
    JSON.parse(
      readFileSync(new URL(`../../resources/i18n/nl/${area}.json`, import.meta.url), 'utf8'),
    ) as object,
  ])
  await i18next.use(initReactI18next).init({
    lng: 'nl',
    ns: [...areas],
    resources: { nl: Object.fromEntries(words) },
    interpolation: { escapeValue: false },
  })
}
