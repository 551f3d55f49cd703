import { useTranslation } from 'react-i18next'
import { Key } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'

type Line = readonly [words: string, ...keys: string[]]

const GROUPS: readonly { title: string; lines: readonly Line[] }[] = [
  {
    title: 'keys.everywhere',
    lines: [
      ['keys.palette', '^ctrl', 'K'],
      ['keys.goQueue', 'g', '>', 'q', 'm', 'u', 's', 'c', 'a'],
      ['keys.goAttention', 'g', '>', 't'],
      ['keys.assign', 'a'],
      ['keys.release', 'r'],
      ['keys.note', 'n'],
      ['keys.compare', 'c'],
      ['keys.back', '^esc'],
      ['keys.help', '?'],
    ],
  },
  {
    title: 'keys.queue',
    lines: [
      ['keys.move', 'j', 'k', '↓', '↑'],
      ['keys.page', '^pageDown', '^pageUp'],
      ['keys.ends', '^home', '^end'],
      ['keys.cells', '→', '←'],
      ['keys.open', '^enter'],
      ['keys.search', '/'],
      ['keys.sort', 's'],
      ['keys.filter', 'f'],
      ['keys.multiSort', '^shift', '^enter'],
      ['keys.resize', '^shift', '→', '←'],
    ],
  },
]

/** All keys, by place. */
export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app')
  const show = (key: string) => (key.startsWith('^') ? t(`keys.${key.slice(1)}`) : key)
  return (
    <Dialog title={t('keys.title')} onClose={onClose} wide>
      <div className="keys-help">
        {GROUPS.map(({ title, lines }) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <dl>
              {lines.map(([words, ...keys]) => (
                <div key={words}>
                  <dt>{t(words)}</dt>
                  <dd>
                    {keys.map((key) =>
                      key === '>' ? (
                        <span key={key} className="muted">
                          {t('keys.then')}
                        </span>
                      ) : (
                        <Key key={key}>{show(key)}</Key>
                      ),
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
