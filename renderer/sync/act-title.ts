import { useTranslation } from 'react-i18next'

/** The name of an act in words: giving a dossier to nobody is called a release. */
export function useActTitle(): (act: { name: string; args: unknown }) => string {
  const { t } = useTranslation('app')
  return ({ name, args }) => {
    const released =
      name === 'assignDossier' && (args as Readonly<Record<string, unknown>>)['assignee'] === null
    return t(`command.${released ? 'releaseDossier' : name}`)
  }
}
