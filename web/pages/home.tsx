import '../parts/frame-words.ts'
import { Link } from 'react-router'

/** The front door. */
export function Page() {
  return <Link to="/sign-in">…</Link>
}
