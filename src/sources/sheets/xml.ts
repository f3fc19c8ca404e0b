import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'

/** What is done at each piece of an XML text; names come without their prefix. */
export interface XmlWalk {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
}

/** Walks an XML text piece by piece, and pauses after each chunk of it. Throws at the first thing that is no XML. */
export async function* walkXml(stream: Readable, walk: XmlWalk): AsyncGenerator<void> {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => walk.open(localName(name), attributes))
  parser.on('text', (text) => walk.text(text))
  parser.on('cdata', (text) => walk.text(text))
  parser.on('closetag', ({ name }) => walk.close(localName(name)))
  const decoder = new TextDecoder('utf-8') // one for all chunks: a character may be cut between two
  for await (const chunk of stream) {
    parser.write(decoder.decode(chunk as Buffer, { stream: true }))
    yield
  }
  parser.write(decoder.decode()).close()
}

/** Walks an XML text to its end. */
export async function walkAll(stream: Readable, walk: XmlWalk): Promise<void> {
  for await (const _ of walkXml(stream, walk));
}

/** An attribute by its name without prefix (`r:id`). */
export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const key = Object.keys(attributes).find((each) => localName(each) === name)
  return key === undefined ? undefined : attributes[key]
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
