// The product, asked over HTTP.

import { once } from 'node:events';
import { request } from 'node:http';

export const url = process.env.UNGATED_URL;
export const token = process.env.UNGATED_TOKEN;
/** The first day, a Monday, and how many there are. */
export const FIRST = process.env.UNGATED_FIRST;
export const DAYS = 77;
export const seed = Number(process.env.UNGATED_SEED);
export const pairs = Number(process.env.UNGATED_PAIRS);

/** The answer of a route under /api/v1/ to a body; refused ones throw. */
export async function api(path, body, headers = {}) {
  const { status, answer } = await ask(path, body, headers);
  if (status !== 200) throw new Error(`${path} ${JSON.stringify(body)}: ${status} ${JSON.stringify(answer)}`);
  return answer;
}

/**
 * Status and answer, each by a connection of its own: one that is kept open while facts are counted may
 * have been closed by the other side.
 */
export async function ask(path, body, { method = 'POST', ...headers } = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const sent = request(`${url}/api/v1/${path}`, {
    method,
    agent: false,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(text && { 'content-length': Buffer.byteLength(text) }),
      ...headers,
    },
  });
  sent.end(text);
  const [answer] = await once(sent, 'response');
  answer.setEncoding('utf8');
  let told = '';
  for await (const piece of answer) told += piece;
  return { status: answer.statusCode, answer: JSON.parse(told || 'null') };
}

/** Questions of so many at once, as a browser's connections are. */
export async function together(questions, work, width = 4) {
  const answers = new Array(questions.length);
  let next = 0;
  const lane = async () => {
    while (next < questions.length) {
      const at = next++;
      answers[at] = await work(questions[at], at);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return answers;
}
