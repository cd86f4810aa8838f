import { text } from '../strings';

/** An answer without rows. */
export function Nothing() {
  return <p class="nothing">{text.empty.rows}</p>;
}
