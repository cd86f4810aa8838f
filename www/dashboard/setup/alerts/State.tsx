import type { Delivery } from '../../api/types';
import { words as all } from '../words';

/** Where a delivery stands; what failed stands out. */
export const State = ({ delivery: { state } }: { delivery: Delivery }) => (
  <span class={`state state-${state}`}>{all.alerts.log.states[state]}</span>
);
