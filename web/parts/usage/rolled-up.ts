/** What an institution used of a product in a month, itself and all below it. */
export interface UsageLine {
  readonly institution_id: string
  readonly parent_id: string | null
  readonly name: string
  readonly product_id: string
  readonly product_name: string
  readonly queries: number
  readonly hits: number
  readonly units: number
  readonly amount_cny: string
}

/** A node of the tree of institutions. */
export interface InstitutionNode {
  readonly institution_id: string
  readonly name: string
  readonly children: readonly InstitutionNode[]
}

/** A row of the usage table: an institution with those below it and its products, or one product of it. */
export interface UsageRow {
  readonly key: string
  readonly name: string
  readonly kind: 'institution' | 'product'
  readonly queries: number
  readonly hits: number
  readonly units: number
  readonly amount_cny: string
  readonly children?: readonly UsageRow[]
}

/** The usage of a tree as rows: a node's products first, then the nodes below it. */
export function usageRows(node: InstitutionNode, lines: readonly UsageLine[]): UsageRow {
  const own = lines.filter(({ institution_id }) => institution_id === node.institution_id)
  const products = own.map(
    ({ product_id, product_name, queries, hits, units, amount_cny }): UsageRow => ({
      key: `${node.institution_id}/${product_id}`,
      name: `${product_id} ${product_name}`,
      kind: 'product',
      ...{ queries, hits, units, amount_cny },
    }),
  )
  const children = [...products, ...node.children.map((child) => usageRows(child, lines))]
  return {
    key: node.institution_id,
    name: node.name,
    kind: 'institution',
    queries: sum(own.map(({ queries }) => queries)),
    hits: sum(own.map(({ hits }) => hits)),
    units: sum(own.map(({ units }) => units)),
    amount_cny: sumOfMoney(own.map(({ amount_cny }) => amount_cny)),
    ...(children.length === 0 ? {} : { children }),
  }
}

/** The sum of amounts of money as text, exact to the cent: amounts pass through no binary fraction. */
export function sumOfMoney(amounts: readonly string[]): string {
  const cents = amounts.reduce((total, amount) => total + centsOf(amount), 0n)
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function centsOf(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.')
  const cents = BigInt(`${whole}${fraction.padEnd(2, '0').slice(0, 2)}`)
  return amount.startsWith('-') ? -cents : cents
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
