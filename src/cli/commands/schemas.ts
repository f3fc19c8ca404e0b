import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { definitionSchemas } from '#platform'
import { common, wanted } from '../ask.ts'
import type { Command } from '../command.ts'

export const schemas: Command = {
  summary:
    'Writes the JSON Schema of each kind of definition, for editors; `npm run schemas` writes the committed ones.',
  usage: 'schemas --out DIR [--json]',
  async run(args, print) {
    const { values } = parseArgs({ args: [...args], options: { ...common, out: { type: 'string' } } })
    const out = wanted(values.out, '--out')
    mkdirSync(out, { recursive: true })
    for (const [kind, schema] of Object.entries(definitionSchemas)) {
      writeFileSync(join(out, `${kind}.json`), `${JSON.stringify(schema)}\n`)
    }
    print.document(Object.keys(definitionSchemas))
    print.line(Object.keys(definitionSchemas).join(' '))
    return undefined
  },
}
