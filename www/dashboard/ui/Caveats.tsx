import type { Caveat } from '../api/types';
import { text } from '../strings';

/** What an answer is to be read with, in words. */
export function Caveats({ codes }: { readonly codes: readonly Caveat[] }) {
  return (
    <ul class="caveats">
      {codes.map((code) => (
        <li key={code} data-caveat={code}>
          {text.caveats[code]}
        </li>
      ))}
    </ul>
  );
}
