/** People known to the gateway, and who of them is a colleague of whom. */
import { sql } from 'drizzle-orm'
import type { Actor, Colleague } from '../domain/contract/actor.ts'
import { mayAssignTo } from '../domain/rights/rights.ts'
import type { Queries } from './database.ts'
import { colleague } from './schema.ts'

/** Remembers people, or their new name, role or region. */
export async function rememberPeople(queries: Queries, people: readonly Actor[]): Promise<void> {
  await queries
    .insert(colleague)
    .values(people.map(({ id, name, role, region }) => ({ id, name, role, region })))
    .onConflictDoUpdate({
      target: colleague.id,
      set: { name: sql`excluded.name`, role: sql`excluded.role`, region: sql`excluded.region` },
      setWhere: sql`(${colleague.name}, ${colleague.role}, ${colleague.region})
                    IS DISTINCT FROM (excluded.name, excluded.role, excluded.region)`,
    })
}

/** The people of all services, by name, marked with whom this person may give a dossier, and who inspects. */
export async function colleaguesOf(queries: Queries, actor: Actor): Promise<Colleague[]> {
  const people = await queries.select().from(colleague).orderBy(colleague.name, colleague.id)
  return people.map((person) => ({
    id: person.id,
    name: person.name,
    assignable: mayAssignTo(actor, person),
    ...(person.role === 'INSPECTOR' && { inspector: true }),
  }))
}
