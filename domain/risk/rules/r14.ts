import type { DeclarationBody } from '../../contract/records.ts'
import { sameWords } from '../../linking/names.ts'
import { addressLine } from '../../linking/places.ts'
import { intermediariesOn, type IsListed } from '../../reference/intermediaries.ts'
import { declarationFacts, sectorFact } from '../evidence.ts'
import { normsOf } from '../outside-facts.ts'
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

const isCentre = (place: Place, isListed: IsListed): boolean =>
  isSeat(place) && isListed(listedAs(place))

const isWithoutSite = (body: DeclarationBody, isEmpty: (place: Place) => boolean) =>
  body.sector === 'CONSTRUCTION' &&
  body.places.every((place) => isHollow(body, place) || isEmpty(place))

/**
 * R14: a declaration in construction names no place where anything is built: no street, the seat of who
 * sends or of the liaison, or a business centre. A centre that is stated as a site may be rebuilt itself.
 * Facts: declared places, sector; the dated lists of business centres that the regions keep. No parameters.
 */
export const r14 = personRule({
  code: 'R14',
  version: 3,
  kind: 'SOFT',
  severity: 'LOW',
  sees: ['IDENTITY'],
  ground: ['S53'],
  // Measured once, whatever the regions list: any seat may be that of a business centre.
  screens: [anyOf(({ active }) => active.filter(({ body }) => isWithoutSite(body, isSeat)).length)],
  find: (context) => {
    const isListed = intermediariesOn(normsOf(context.facts), context.today)
    return eachDeclaration(context, (declaration) => {
      const { body } = declaration
      if (body.sector !== 'CONSTRUCTION') {
        clear(context, 'OTHER_MATTER', () => sectorFact(declaration))
        return null
      }
      const place = body.places[0]!
      const municipality = place.address?.municipality ?? null
      const shown = () =>
        fact('declaredPlace', 'municipality', municipality, declaration, 'places.0.address')
      if (!isWithoutSite(body, (one) => isCentre(one, isListed))) {
        clear(context, 'AGREES', shown)
        return null
      }
      const named = fact('declaredPlaceName', 'text', place.name, declaration, 'places.0.name')
      const facts = [...declarationFacts(context, declaration), named, shown()]
      return sighting([declaration.id], { declaration }, facts)
    })
  },
})
