/** The shape of what will come. `label` is heard by those who do not see it. */
export function Skeleton({ lines, label }: { readonly lines: number; readonly label: string }) {
  const widths = Array.from({ length: lines }, (_, line) => `${92 - ((line * 17) % 40)}%`)
  return (
    <div role="status" aria-label={label}>
      {widths.map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change places
        <div className="skeleton" key={line} style={{ width }} />
      ))}
    </div>
  )
}
