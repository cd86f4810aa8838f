import { useEffect, useRef } from 'preact/hooks';

/** Runs `task` at once and every `ms` while the tab is visible, and when it becomes so again. */
export function useInterval(task: () => void, ms: number, key: string): void {
  const latest = useRef(task);
  latest.current = task;

  useEffect(() => {
    const run = () => {
      if (document.visibilityState === 'visible') latest.current();
    };
    run();
    const timer = setInterval(run, ms);
    document.addEventListener('visibilitychange', run);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', run);
    };
  }, [ms, key]);
}
