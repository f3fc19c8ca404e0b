export interface ChoiceItem {
  readonly id: string
  readonly name: string
  readonly detail: string
}

export interface ChoicesProps {
  readonly legend: string
  readonly items: readonly ChoiceItem[]
  readonly chosen: readonly string[]
  /** Null where nothing can be left out. */
  readonly onChange: ((chosen: readonly string[]) => void) | null
}

/** Things to agree to, one by one. */
export function Choices({ legend, items, chosen, onChange }: ChoicesProps) {
  const toggled = (id: string) =>
    chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {items.map(({ id, name, detail }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            disabled={onChange === null}
            onChange={() => onChange?.(toggled(id))}
          />
          <span>
            <strong>{name}</strong>
            <small className="muted">{detail}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
