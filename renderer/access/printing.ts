/** Tells the host what goes to the printer: paper leaves the desk, so it is a look of its own. */
import { currentRoute, type Route } from '../app/route.ts'
import { workbench } from '../data/client.ts'

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

/** Listens for printing. Called once. */
export function followPrinting(): void {
  window.addEventListener('beforeprint', () => {
    const what = printed(currentRoute())
    if (what) void workbench.access.printed(what).catch(() => undefined)
  })
}
