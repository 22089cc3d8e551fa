import type { SeededRandom } from './seeded-random.ts'

export interface Product {
  readonly sku: string
  readonly name: string
  readonly cents: number
}

export const products: readonly Product[] = [
  { sku: 'lamp-desk', name: 'Desk lamp', cents: 4_900 },
  { sku: 'lamp-floor', name: 'Floor lamp', cents: 11_900 },
  { sku: 'chair-oak', name: 'Oak chair', cents: 14_900 },
  { sku: 'chair-steel', name: 'Steel chair', cents: 8_900 },
  { sku: 'table-round', name: 'Round table', cents: 32_900 },
  { sku: 'table-side', name: 'Side table', cents: 7_900 },
  { sku: 'shelf-wall', name: 'Wall shelf', cents: 3_500 },
  { sku: 'shelf-tall', name: 'Tall shelf', cents: 18_900 },
  { sku: 'rug-wool', name: 'Wool rug', cents: 22_900 },
  { sku: 'rug-jute', name: 'Jute rug', cents: 9_900 },
  { sku: 'mug-blue', name: 'Blue mug', cents: 1_250 },
  { sku: 'mug-grey', name: 'Grey mug', cents: 1_250 },
  { sku: 'bowl-large', name: 'Large bowl', cents: 2_400 },
  { sku: 'plate-set', name: 'Set of plates', cents: 5_400 },
  { sku: 'knife-bread', name: 'Bread knife', cents: 3_900 },
  { sku: 'kettle', name: 'Kettle', cents: 6_900 },
  { sku: 'blanket', name: 'Blanket', cents: 5_900 },
  { sku: 'pillow', name: 'Pillow', cents: 2_900 },
  { sku: 'curtain', name: 'Curtain', cents: 4_400 },
  { sku: 'mirror', name: 'Mirror', cents: 12_900 },
  { sku: 'clock-wall', name: 'Wall clock', cents: 3_900 },
  { sku: 'vase-tall', name: 'Tall vase', cents: 4_200 },
  { sku: 'basket', name: 'Basket', cents: 2_600 },
  { sku: 'candle', name: 'Candle', cents: 900 },
]

const firstNames = [
  'Ada',
  'Bela',
  'Chidi',
  'Dörte',
  'Elif',
  'Farid',
  'Grete',
  'Hana',
  'Inês',
  'Jörg',
  'Kofi',
  'Léa',
  'Mei',
  'Nils',
]
const lastNames = [
  'Abdi',
  'Bauer',
  'Costa',
  'Dubois',
  'Eriksen',
  'Ferrari',
  'García',
  'Horák',
  'Ito',
  'Jansen',
  'Kowalska',
  'Łukasik',
]
const streets = [
  'Mill Lane',
  'Hauptstraße',
  'Rue du Port',
  'Via Roma',
  'Storgata',
  'Nádražní',
  'Kirchweg',
  'Calle Mayor',
]
const towns = [
  { city: 'Leipzig', postcode: '04109' },
  { city: 'Lyon', postcode: '69002' },
  { city: 'Torino', postcode: '10121' },
  { city: 'Bergen', postcode: '5003' },
  { city: 'Brno', postcode: '60200' },
  { city: 'León', postcode: '24001' },
  { city: 'Gdańsk', postcode: '80-830' },
  { city: 'Utrecht', postcode: '3511' },
]

export const carriers: readonly string[] = ['DHL', 'PostNL', 'GLS', 'UPS']
export const paymentMethods: readonly string[] = ['card', 'card', 'card', 'paypal', 'transfer']
export const returnReasons: readonly string[] = ['damaged', 'wrong size', 'changed mind', 'arrived late']

export interface Address {
  readonly street: string
  readonly postcode: string
  readonly city: string
}

export function somePerson(random: SeededRandom): string {
  return `${random.pick(firstNames)} ${random.pick(lastNames)}`
}

export function someAddress(random: SeededRandom): Address {
  return { street: `${random.whole(1, 120)} ${random.pick(streets)}`, ...random.pick(towns) }
}
