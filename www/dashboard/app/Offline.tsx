import { useEffect, useState } from 'preact/hooks';
import { text } from '../strings';
import { Icon } from '../ui/Icon';

/** Says so while there is no network, once for the whole page: what stands on it is as it was. */
export function Offline() {
  const [isOffline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return (
    <div role="status" data-testid="offline">
      {isOffline && (
        <div class="notice">
          <Icon name="warn" />
          <p>
            <strong>{text.problem.offline}</strong> {text.problem.offlineHelp}
          </p>
        </div>
      )}
    </div>
  );
}
