/**
 * Paper leaves the desk and cannot be called back, so it goes out only once its entry is written: every
 * consultation is logged, with who, when, why and on whom (domain facts 9.3). What stands on the screen has
 * its entry already; a sheet has one of its own, and without it says nothing but that it was not noted.
 */
import i18next from 'i18next'
import { sayProblem } from '../app/problem.ts'
import { currentRoute, type Route } from '../app/route.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'

/** What is printed of somebody; null: a page about nobody. */
function printed(route: Route): Parameters<typeof workbench.access.printed>[0] | null {
  switch (route.screen) {
    case 'queue':
    case 'log':
      return { screen: route.screen, id: null }
    case 'norms':
    case 'rules':
    case 'help':
    case 'import':
      return null
    case 'fairness':
      return { screen: 'rule', id: route.id }
    case 'coverage':
    case 'contests':
    case 'controls':
    case 'links':
    case 'score':
    case 'reports':
    case 'watch':
      return { screen: 'queue', id: null }
    case 'network':
      return { screen: route.kind, id: route.id }
    case 'comparison':
      return { screen: route.screen, id: route.personId }
    case 'matrix':
      return { screen: 'enterprise', id: route.id }
    case 'cluster':
      return { screen: 'comparison', id: route.id }
    case 'pair': {
      const inView = [route.left, route.right].find((ref) => ref?.kind === 'person')
      return { screen: 'comparison', id: inView?.id ?? null }
    }
    default:
      return { screen: route.screen, id: route.id }
  }
}

/** The entry of what goes to the printer now is written. */
let isNoted = false

/**
 * Prints the page once its entry is written; else says what stood in the way, and prints nothing. Whoever
 * went to another page meanwhile prints nothing either: the entry is not about what they see now.
 */
export async function printPage(): Promise<void> {
  const route = currentRoute()
  const what = printed(route)
  try {
    if (what) await workbench.access.printed(what)
  } catch (error) {
    sayProblem(i18next.t, toTandemError(error))
    return
  }
  if (JSON.stringify(currentRoute()) !== JSON.stringify(route)) return
  isNoted = true
  window.print()
  // Where nothing was printed, nothing tells so: the leave is for this sheet alone.
  isNoted = false
}

/** Ctrl+P prints as the button does; what the menu of a browser prints says nothing of anybody. */
function onKeyDown(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'p') return
  event.preventDefault()
  void printPage()
}

function onBeforePrint(): void {
  // No answer can be waited for here: the sheet is drawn as soon as this returns.
  if (!isNoted && printed(currentRoute())) {
    document.body.dataset['notPrinted'] = i18next.t('app:print.notNoted')
  }
}

function onAfterPrint(): void {
  isNoted = false
  delete document.body.dataset['notPrinted']
}

/** Listens for printing. Called once. */
export function followPrinting(): void {
  window.addEventListener('keydown', onKeyDown, true)
  window.addEventListener('beforeprint', onBeforePrint)
  window.addEventListener('afterprint', onAfterPrint)
}
