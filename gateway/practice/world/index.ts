export { FULL, SMALL, type WorldSizes } from './sizes.ts'
export {
  generateWorld,
  sizeProblem,
  type Truth,
  World,
  type WorldItem,
  type WorldOptions,
} from './world.ts'
