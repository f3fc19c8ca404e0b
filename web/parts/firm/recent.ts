/** A firm that an officer looked at. */
export interface RecentFirm {
  readonly uscc: string
  readonly name: string | null
}

const most = 8

/** The recent firms with one more in front, each once, eight at most. */
export function withRecent(recent: readonly RecentFirm[], firm: RecentFirm): readonly RecentFirm[] {
  return [firm, ...recent.filter(({ uscc }) => uscc !== firm.uscc)].slice(0, most)
}

/** The firms that a person looked at in this tab: names of sole proprietors are not left on a shared machine. */
export function recentOf(person: string): readonly RecentFirm[] {
  const kept = sessionStorage.getItem(keyOf(person))
  return kept === null ? [] : (JSON.parse(kept) as readonly RecentFirm[]) // written by remember
}

/** Remembers in this tab that a person looked at a firm. */
export function remember(person: string, firm: RecentFirm): void {
  sessionStorage.setItem(keyOf(person), JSON.stringify(withRecent(recentOf(person), firm)))
}

function keyOf(person: string): string {
  return `xinqiao.recent-firms.${person}`
}
