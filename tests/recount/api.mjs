// The product, asked over HTTP.

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

/** Status and answer. */
export async function ask(path, body, headers = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${url}/api/v1/${path}`, {
    method: headers.method ?? 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: text,
  });
  return { status: answer.status, answer: JSON.parse((await answer.text()) || 'null') };
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
