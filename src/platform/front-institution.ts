import { type Actor, type Institution, institutionsBelow } from '#access'
import { month } from '#kernel'
import { statementOf } from '#metering'
import { type FrontState, requireVerb } from './front-state.ts'
import type { Text } from './words.ts'

/** A node of an institution with what stands below it. */
export interface InstitutionNode {
  readonly institution_id: string
  readonly name: string
  readonly children: readonly InstitutionNode[]
}

/** What a node and all below it used of a product in a month. */
export interface UsageLine {
  readonly institution_id: string
  /** Null for the node at which the one who asks stands. */
  readonly parent_id: string | null
  readonly name: string
  readonly product_id: string
  readonly product_name: Text
  readonly queries: number
  readonly hits: number
  readonly units: number
  readonly amount_cny: string
}

/** An institution as its own people see it: from their node down, never beside or above it. */
export interface InstitutionFront {
  tree(actor: Actor): Promise<InstitutionNode>
  usage(actor: Actor, month_text: string): Promise<readonly UsageLine[]>
}

/** The institutions of a bureau, each to its own. */
export function institutionFront({ store, definitions }: FrontState): InstitutionFront {
  const nameOf = (product_id: string): Text =>
    definitions.products.find(({ id }) => id === product_id)?.name ?? { zh: product_id, en: product_id }
  return {
    async tree(actor) {
      requireVerb(actor, 'usage.read')
      return nodeOf(await institutionsBelow(store, actor.institution_id), actor.institution_id)
    },
    async usage(actor, month_text) {
      requireVerb(actor, 'usage.read')
      const tree = await institutionsBelow(store, actor.institution_id)
      const lines = await statementOf(store, { tree, month: month(month_text) })
      return lines.map((line) => {
        const { name, parent_id } = theNode(tree, line.institution_id)
        const is_own = line.institution_id === actor.institution_id
        return { ...line, name, parent_id: is_own ? null : parent_id, product_name: nameOf(line.product_id) }
      })
    },
  }
}

function nodeOf(tree: readonly Institution[], id: string): InstitutionNode {
  const { institution_id, name } = theNode(tree, id)
  const below = tree.filter(({ parent_id }) => parent_id === id)
  return { institution_id, name, children: below.map((child) => nodeOf(tree, child.institution_id)) }
}

function theNode(tree: readonly Institution[], id: string): Institution {
  const node = tree.find(({ institution_id }) => institution_id === id)
  if (node === undefined) throw new Error(`${id} is not of its own tree`)
  return node
}
