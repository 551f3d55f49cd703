import type { LocalDate } from '../../calendar/local-date.ts'
import type { DeclarationBody } from '../../contract/records.ts'
import { sameWords } from '../../linking/names.ts'
import { addressLine } from '../../linking/places.ts'
import { intermediariesOn } from '../../reference/intermediaries.ts'
import { declarationFacts } from '../evidence.ts'
import { clear, fact, personRule, sighting } from '../rule.ts'
import { anyOf } from '../screens.ts'
import { eachDeclaration } from '../walk.ts'

type Place = DeclarationBody['places'][number]

/** Names no street, or is the seat of the liaison or of the sender: no site. */
function isHollow({ employer, liaison }: DeclarationBody, { name, address }: Place): boolean {
  if (address === null) return name === null
  const street = address.street?.trim() ?? ''
  // An address of which nothing is seen, as a masked one, is not an address without a street.
  const told = address.postalCode !== null || address.place !== null
  if (told && street === '') return true
  if (name === null) return false
  return [employer?.name, liaison?.name].some((one) => !!one && sameWords(one, name))
}

/** Stated as the seat of an enterprise, by name and address: a business centre may be one. */
const isSeat = ({ type, address }: Place) => type === 'COMPANY' && address !== null

/** Whether a business centre has its name or its address, by the dated list. */
const isCentre = ({ name, address }: Place, today: LocalDate): boolean =>
  intermediariesOn(today)([addressLine(address!), name ?? ''])

const isWithoutSite = (body: DeclarationBody, isEmpty: (place: Place) => boolean) =>
  body.sector === 'CONSTRUCTION' &&
  body.places.every((place) => isHollow(body, place) || isEmpty(place))

/**
 * R14: a declaration in construction names no place where anything is built: no street, the seat of who
 * sends or of the liaison, or a business centre. A centre that is stated as a site may be rebuilt itself.
 * Facts: declared places, sector; the dated list of business centres. No parameters.
 */
export const r14 = personRule({
  code: 'R14',
  version: 2,
  kind: 'SOFT',
  severity: 'LOW',
  sees: ['IDENTITY'],
  ground: ['S53'],
  // Who is on the list on a day is no matter of the records.
  screens: [anyOf(({ active }) => active.filter(({ body }) => isWithoutSite(body, isSeat)).length)],
  find: (context) =>
    eachDeclaration(context, (declaration) => {
      const { body } = declaration
      if (body.sector !== 'CONSTRUCTION') {
        clear(context, 'OTHER_MATTER')
        return null
      }
      const place = body.places[0]!
      const municipality = place.address?.municipality ?? null
      const shown = () =>
        fact('declaredPlace', 'municipality', municipality, declaration, 'places.0.address')
      const isEmpty = (place: Place) => isSeat(place) && isCentre(place, context.today)
      if (!isWithoutSite(body, isEmpty)) {
        clear(context, 'AGREES', shown)
        return null
      }
      const named = fact('declaredPlaceName', 'text', place.name, declaration, 'places.0.name')
      const facts = [...declarationFacts(context, declaration), named, shown()]
      return sighting([declaration.id], { declaration }, facts)
    }),
})
