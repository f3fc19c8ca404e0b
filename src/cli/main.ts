import { randomBytes } from 'node:crypto'
import { Refusal } from '#kernel'
import { type Command, type Print, type World, WrongUsage } from './command.ts'
import { commands } from './commands.ts'
import { printTo } from './print.ts'

const world: World = { env: process.env, now: Date.now, random: (bytes) => randomBytes(bytes) }

process.exitCode = await main(process.argv.slice(2))

/** Runs one command line: 0 when done, 1 for a refusal, 2 for wrong usage. Anything else thrown is a bug. */
async function main(words: readonly string[]): Promise<number> {
  const print = printTo(process.stdout, process.stderr, words.includes('--json'))
  const [name, ...args] = words
  const load = name === undefined ? undefined : commands[name]
  if (load === undefined) return help(name)
  const command = await load()
  try {
    return (await command.run(args, print, world)) ?? 0
  } catch (error) {
    return refusedOr(error, command, print)
  }
}

function refusedOr(error: unknown, command: Command, print: Print): number {
  if (error instanceof Refusal) {
    print.document({ error: { code: error.code, detail: error.message, ...error.details } })
    process.stderr.write(`${error.code}: ${error.message}\n`)
    return 1
  }
  if (error instanceof WrongUsage || isParseArgsError(error)) {
    process.stderr.write(`${error.message}\n\nusage: xinqiao ${command.usage}\n`)
    return 2
  }
  throw error
}

async function help(name: string | undefined): Promise<number> {
  const wanted = name === undefined || name === 'help' || name === '--help'
  const known = await Promise.all(Object.values(commands).map((load) => load()))
  const lines = known.map(({ usage, summary }) => `  xinqiao ${usage}\n      ${summary}`)
  const text = `信桥 Xinqiao\n\n${lines.join('\n')}\n`
  if (wanted) process.stdout.write(text)
  else process.stderr.write(`there is no command ${name}\n\n${text}`)
  return wanted ? 0 : 2
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')
}
