/**
 * Questions, asked one to a task.
 *
 * A browser takes a millisecond or two to begin a request, and a click on a range asks two dozen:
 * all in one task they would hold up the picture of the click itself. So what the hand or the eye
 * does meanwhile goes first, and a question that was taken back before its turn is never asked.
 */
const waiting = new Set<() => void>();

const { port1, port2 } = new MessageChannel();
port1.onmessage = () => {
  const [next] = waiting;
  if (next === undefined) return;
  waiting.delete(next);
  if (waiting.size > 0) port2.postMessage(null);
  next();
};

/** Runs `task` in a task of its own, after those before it; what it returns takes that back, if there is time. */
export function soon(task: () => void): () => boolean {
  if (waiting.size === 0) port2.postMessage(null);
  waiting.add(task);
  return () => waiting.delete(task);
}
