import type { LocalDate } from '../../calendar/local-date.ts'
import type { DeclarationBody } from '../../contract/records.ts'
import { sameWords } from '../../linking/names.ts'
import { addressLine } from '../../linking/places.ts'
import { intermediariesEver, intermediariesOn } from '../../reference/intermediaries.ts'
import { declarationFacts, sectorFact } from '../evidence.ts'
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

/** By what the dated list may know a place. */
const listedAs = ({ name, address }: Place) => [addressLine(address!), name ?? '']

const isCentreOn = (place: Place, today: LocalDate): boolean =>
  isSeat(place) && intermediariesOn(today)(listedAs(place))

const isCentreEver = (place: Place): boolean => isSeat(place) && intermediariesEver(listedAs(place))

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
  // Measured once, whatever the day: on another day another row of the list may count.
  screens: [
    anyOf(({ active }) => active.filter(({ body }) => isWithoutSite(body, isCentreEver)).length),
  ],
  find: (context) =>
    eachDeclaration(context, (declaration) => {
      const { body } = declaration
      if (body.sector !== 'CONSTRUCTION') {
        clear(context, 'OTHER_MATTER', () => sectorFact(declaration))
        return null
      }
      const place = body.places[0]!
      const municipality = place.address?.municipality ?? null
      const shown = () =>
        fact('declaredPlace', 'municipality', municipality, declaration, 'places.0.address')
      if (!isWithoutSite(body, (one) => isCentreOn(one, context.today))) {
        clear(context, 'AGREES', shown)
        return null
      }
      const named = fact('declaredPlaceName', 'text', place.name, declaration, 'places.0.name')
      const facts = [...declarationFacts(context, declaration), named, shown()]
      return sighting([declaration.id], { declaration }, facts)
    }),
})
