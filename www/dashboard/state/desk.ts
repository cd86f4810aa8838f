import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Problem } from '../api/problem';
import type { Me } from '../api/types';
import type { Go } from './useView';
import type { View } from './view';

/** What every panel works with. */
export interface Desk {
  readonly view: View;
  readonly go: Go;
  /** Counts up when stored facts changed and panels should ask again; `null` while not to ask yet. */
  readonly beat: number | null;
  /** Who is signed in: `null` is nobody, `undefined` not known yet. */
  readonly me: Me | null | undefined;
  /** Told when the API wants a token, or another one. */
  readonly onDenied: (problem: Problem) => void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('a panel stands outside the desk');
  return desk;
}
