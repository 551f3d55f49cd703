/** Our own icons: 16 x 16, one line weight, drawn in the colour of the text. */
const DRAWINGS = import.meta.glob<string>('../../resources/icons/set/*.svg', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export const ICON_NAMES = [
  'back',
  'bell',
  'calendar',
  'check',
  'chevron',
  'chevron-left',
  'chevron-right',
  'close',
  'cloud',
  'columns',
  'compare',
  'declaration',
  'dossier',
  'down',
  'edit',
  'enterprise',
  'external',
  'eye',
  'filter',
  'info',
  'keyboard',
  'lock',
  'note',
  'offline',
  'panel-left',
  'person',
  'plus',
  'queue',
  'search',
  'settings',
  'sign-out',
  'sort',
  'sync',
  'up',
  'waiting',
  'warning',
] as const
export type IconName = (typeof ICON_NAMES)[number]

const OUTER = /^[^>]*>|<\/svg>\s*$/g
const inner = new Map<string, string>(
  ICON_NAMES.map((name) => [
    name,
    (DRAWINGS[`../../resources/icons/set/${name}.svg`] ?? '').replace(OUTER, ''),
  ]),
)

/** A drawing beside words; it says nothing to a screen reader. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
      // oxlint-disable-next-line react/no-danger -- our own drawings, built into the page
      dangerouslySetInnerHTML={{ __html: inner.get(name) ?? '' }}
    />
  )
}
