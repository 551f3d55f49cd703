/**
 * The people of the practice world. All invented; they sign in at the local identity provider of
 * the practice world and appear as assignees in its dossiers.
 */
import type { Region, Role, UiLanguage } from '../../domain/contract/codes.ts'

export interface PracticePerson {
  /** Subject at the identity provider and assignee in dossiers. */
  id: string
  name: string
  role: Role
  /** Null for federal services and for inspectors who work in the whole country. */
  region: Region | null
  /** Language in which the person works. */
  language: UiLanguage
}

export const PRACTICE_PEOPLE: readonly PracticePerson[] = [
  { id: 'vl-an', name: 'An Ooievaar', role: 'REGION_OFFICER', region: 'FL', language: 'nl' },
  { id: 'vl-joris', name: 'Joris Lindeloof', role: 'REGION_OFFICER', region: 'FL', language: 'nl' },
  { id: 'vl-mieke', name: 'Mieke Zonnedauw', role: 'REGION_OFFICER', region: 'FL', language: 'nl' },
  { id: 'vl-greet', name: 'Greet Avondster', role: 'SUPERVISOR', region: 'FL', language: 'nl' },
  { id: 'wa-luc', name: 'Luc Beaujardin', role: 'REGION_OFFICER', region: 'WA', language: 'fr' },
  {
    id: 'wa-odile',
    name: 'Odile Clairefont',
    role: 'REGION_OFFICER',
    region: 'WA',
    language: 'fr',
  },
  { id: 'wa-bruno', name: 'Bruno Vertbois', role: 'REGION_OFFICER', region: 'WA', language: 'fr' },
  { id: 'wa-solange', name: 'Solange Hautpré', role: 'SUPERVISOR', region: 'WA', language: 'fr' },
  { id: 'br-samira', name: 'Samira Belair', role: 'REGION_OFFICER', region: 'BR', language: 'fr' },
  { id: 'br-wout', name: 'Wout Kanaalstra', role: 'REGION_OFFICER', region: 'BR', language: 'nl' },
  { id: 'br-ines', name: 'Inès Grandplace', role: 'SUPERVISOR', region: 'BR', language: 'fr' },
  { id: 'dg-heidi', name: 'Heidi Vennbach', role: 'REGION_OFFICER', region: 'DG', language: 'de' },
  { id: 'dg-ralf', name: 'Ralf Göhltal', role: 'REGION_OFFICER', region: 'DG', language: 'de' },
  { id: 'dg-ute', name: 'Ute Hertogenwald', role: 'SUPERVISOR', region: 'DG', language: 'de' },
  { id: 'dvz-tom', name: 'Tom Vrijdagwei', role: 'DVZ_CLERK', region: null, language: 'nl' },
  { id: 'dvz-claire', name: 'Claire Montjoli', role: 'DVZ_CLERK', region: null, language: 'fr' },
  { id: 'dvz-nora', name: 'Nora Zilverberk', role: 'DVZ_CLERK', region: null, language: 'nl' },
  { id: 'insp-karel', name: 'Karel Wakkerzeel', role: 'INSPECTOR', region: null, language: 'nl' },
  { id: 'insp-sien', name: 'Sien Dijkgraaf', role: 'INSPECTOR', region: 'FL', language: 'nl' },
  { id: 'insp-aline', name: 'Aline Bonpas', role: 'INSPECTOR', region: 'WA', language: 'fr' },
  { id: 'insp-yasmine', name: 'Yasmine Quaideau', role: 'INSPECTOR', region: 'BR', language: 'fr' },
  { id: 'insp-jupp', name: 'Jupp Weserblick', role: 'INSPECTOR', region: 'DG', language: 'de' },
  { id: 'audit-vera', name: 'Vera Klaarwater', role: 'AUDITOR', region: null, language: 'nl' },
]
