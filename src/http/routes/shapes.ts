import { type TSchema, Type } from 'typebox'

/** Shapes that the answers of several routes are made of. */
export const Text = Type.String()

/** A text that people read, in both languages. */
export const Named = Type.Object({ zh: Text, en: Text })

/** Something, or null where there is none. */
export function OrNull<Shape extends TSchema>(shape: Shape) {
  return Type.Union([shape, Type.Null()])
}

/** A kind of data that an owner is asked for, by name. */
export const NamedScope = Type.Object({
  scope: Text,
  name: Named,
  authorities: Type.Array(Named),
  required: Type.Boolean(),
})

/** What an owner reads before it signs; `shown_text` is what is signed, byte for byte. */
export const AuthorisationShape = Type.Object({
  template_id: Text,
  template_version: Type.Integer(),
  shown_text: Text,
  shown_text_hash_sm3: Text,
  sentences: Type.Array(Text),
  annex: Type.Array(Type.Object({ ...NamedScope.properties, purpose: Named, valid_to: OrNull(Text) })),
})

/** What an owner keeps of an act: which version it made, and the leaf of the log that proves it. */
export const Receipt = Type.Object({
  consent_id: Text,
  version: Type.Integer(),
  signed_at: Text,
  leaf_hash: Text,
})
