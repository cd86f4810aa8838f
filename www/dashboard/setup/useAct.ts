import { useState } from 'preact/hooks';
import type { Problem } from '../api/problem';
import { problemIn } from './useLoaded';

export interface Act {
  readonly isBusy: boolean;
  readonly problem: Problem | undefined;
  /** Whether the last one was done. */
  readonly isDone: boolean;
  /** Does something, one thing at a time; whether that went well. */
  readonly run: (task: () => Promise<void>) => Promise<boolean>;
  /** Forgets how the last one went. */
  readonly forget: () => void;
}

type State = { readonly is: 'idle' | 'busy' | 'done' } | { readonly is: 'failed'; readonly problem: Problem };

/** Something that a person does, while it is done and after. */
export function useAct(): Act {
  const [state, setState] = useState<State>({ is: 'idle' });
  return {
    isBusy: state.is === 'busy',
    isDone: state.is === 'done',
    problem: state.is === 'failed' ? state.problem : undefined,
    run: async (task) => {
      if (state.is === 'busy') return false;
      setState({ is: 'busy' });
      try {
        await task();
        setState({ is: 'done' });
        return true;
      } catch (error) {
        setState({ is: 'failed', problem: problemIn(error) });
        return false;
      }
    },
    forget: () => setState({ is: 'idle' }),
  };
}
