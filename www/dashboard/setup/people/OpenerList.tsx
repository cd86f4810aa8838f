import type { ComponentChildren } from 'preact';
import { Revoke } from '../Revoke';
import { Unread } from '../Unread';
import type { Loaded } from '../useLoaded';
import { words } from '../words';

interface Props<T> {
  readonly loaded: Loaded<unknown>;
  /** What was loaded, once it is. */
  readonly openers: readonly T[] | undefined;
  readonly testId: string;
  /** What to say where there is none. */
  readonly none: string;
  /** The columns' names, and a row's cells in the same order. */
  readonly heads: readonly string[];
  readonly cells: (opener: T) => readonly ComponentChildren[];
  readonly revoke: (id: string) => Promise<unknown>;
}

/** All that opens the site, each with its end. */
export function OpenerList<T extends { readonly id: string; readonly name: string }>({ loaded, openers, testId, none, heads, cells, revoke }: Props<T>) {
  if (openers === undefined) return <Unread {...loaded} />;
  if (openers.length === 0) return <p class="nothing">{none}</p>;
  return (
    <table class="list">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
          <th>
            <span class="sr-only">{words.revoke.word}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {openers.map((opener) => (
          <tr key={opener.id} data-testid={testId}>
            {cells(opener).map((cell, at) => (
              <td key={at}>{cell}</td>
            ))}
            <td>
              <Revoke name={opener.name} what={() => revoke(opener.id)} onDone={loaded.reload} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
