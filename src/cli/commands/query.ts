import { parseArgs } from 'node:util'
import { ask, common, pairOf, wanted } from '../ask.ts'
import type { Command } from '../command.ts'

export const query: Command = {
  summary: 'Queries a product of an enterprise, through the same door as over HTTP.',
  usage:
    'query PRODUCT USCC --client ID --purpose P [--consent ID] [--as-of T] [--request-id ID] [--input NAME=VALUE]… [--data DIR] [--json]',
  async run(args, print, world) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...common,
        client: { type: 'string' },
        purpose: { type: 'string' },
        consent: { type: 'string' },
        'as-of': { type: 'string' },
        'request-id': { type: 'string' },
        input: { type: 'string', multiple: true },
      },
    })
    const given = { consent_id: values.consent, as_of: values['as-of'], request_id: values['request-id'] }
    const answer = await ask(world, print, values.data, 'query', {
      actor: { kind: 'client', id: wanted(values.client, '--client') },
      what: wanted(positionals[0], 'PRODUCT'),
      body: {
        uscc: wanted(positionals[1], 'USCC'),
        purpose: wanted(values.purpose, '--purpose'),
        ...Object.fromEntries((values.input ?? []).map((text) => pairOf(text, '--input', 'NAME=VALUE'))),
        ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      },
    })
    print.document(answer)
    print.line(JSON.stringify(answer, null, 2))
    return undefined
  },
}
