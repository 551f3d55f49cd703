/**
 * The plan of a world: what each person's dossiers, declarations and presences are, in numbers. A
 * plan is a pure function of seed and person; bodies are written from it when they are needed.
 */
import type { Region } from '../../../domain/contract/codes.ts'
import type { PersonPlan, PlanContext } from './drafts.ts'
import type { Enterprises } from './enterprises.ts'
import { REGION_OF_WORK } from './geography.ts'
import { chain, postings } from './ordinary.ts'
import { draw, Random } from './random.ts'
import { FEWEST_PERSONS, Roles } from './roles.ts'
import type { WorldSizes } from './sizes.ts'
import { planStory } from './story-plans.ts'

const STREAM = 30

/** Share of all dossiers that should be open work. */
const OPEN_SHARE = 0.35

/** The whole plan of a world. */
export class Plan implements PlanContext {
  readonly seed: number
  readonly today: number
  readonly sizes: WorldSizes
  readonly enterprises: Enterprises
  readonly roles: Roles
  readonly openChance: number
  /** First of the persons who share a passport in a story; null when nobody does. */
  readonly sharer: number | null

  constructor(seed: number, today: number, sizes: WorldSizes, enterprises: Enterprises) {
    this.seed = seed
    this.today = today
    this.sizes = sizes
    this.enterprises = enterprises
    this.roles = new Roles(seed, sizes)
    this.sharer =
      this.roles.slots.find(({ story }) => story.name === 'SHARED_PASSPORT')?.persons[0] ?? null
    this.openChance = Math.min(
      0.97,
      (OPEN_SHARE * sizes.dossiers) / Math.max(1, this.roles.holders),
    )
  }

  person(person: number): PersonPlan {
    const { roles } = this
    const firstDossier = roles.dossierStarts[person] as number
    const firstDeclaration = roles.declarationStarts[person] as number
    const slot = roles.slotOf(person)
    const random = new Random(this.seed, STREAM, person)
    // Who tells a story together works in the same region.
    const lead = slot?.persons[0] ?? person
    const plan: PersonPlan = {
      person,
      role: slot ? 'PERMIT' : roles.roleOf(person),
      slot,
      region: regionOf(new Random(this.seed, STREAM + 1, lead), lead),
      dossiers: [],
      declarations: [],
      presences: [],
    }
    if (slot) {
      planStory(this, random, plan, slot.story)
    } else {
      plan.dossiers = chain(
        this,
        random,
        plan,
        (roles.dossierStarts[person + 1] as number) - firstDossier,
      )
      const count = (roles.declarationStarts[person + 1] as number) - firstDeclaration
      plan.declarations = postings(this, random, plan, count)
    }
    for (const [i, dossier] of plan.dossiers.entries()) dossier.index = firstDossier + i
    for (const [i, declaration] of plan.declarations.entries()) {
      declaration.index = firstDeclaration + i
      if (i > 0 && plan.declarations[i - 1]?.status === 'REPLACED') {
        declaration.replaces = firstDeclaration + i - 1
      }
    }
    return plan
  }
}

/** The first persons work in each region by turns, so that even a tiny world has all of them. */
function regionOf(random: Random, person: number): Region {
  const drawn = draw(random, REGION_OF_WORK)
  return person < FEWEST_PERSONS ? (['FL', 'WA', 'BR', 'DG'] as const)[person % 4]! : drawn
}
