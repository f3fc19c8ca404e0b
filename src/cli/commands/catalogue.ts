import { parseArgs } from 'node:util'
import { catalogueOf, readDefinitions, readSettings } from '#platform'
import { common } from '../ask.ts'
import type { Command } from '../command.ts'

interface Text {
  readonly zh: string
  readonly en: string
}

/** An entry goes by its id or its code, and is called by its name or is itself what it is called. */
type Entry = ({ readonly id: string } | { readonly code: string }) & ({ readonly name: Text } | Text)

export const catalogue: Command = {
  summary:
    'Prints the definitions of one kind: datasets, sources, indicators, products, policies and the like.',
  usage: 'catalogue [datasets|sources|symbols|indicators|products|policies|…] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: common })
    const definitions = readDefinitions(readSettings(world.env, values).region_dir)
    const found = catalogueOf(definitions, positionals[0] ?? 'datasets')
    print.document(found)
    for (const entry of found as unknown as readonly Entry[]) print.line(lineOf(entry)) // as they were read
    return undefined
  },
}

function lineOf(entry: Entry): string {
  const { zh, en } = 'name' in entry ? entry.name : entry
  return `${'id' in entry ? entry.id : entry.code}  ${zh}  ${en}`
}
