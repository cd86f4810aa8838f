// The product, asked over HTTP.

export const url = process.env.UNGATED_URL;
export const token = process.env.UNGATED_TOKEN;
/** When it is asked: nobody's clock. */
export const now_ms = Number(process.env.UNGATED_NOW);
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
      'x-ungated-dev': JSON.stringify({ now: now_ms }),
      ...headers,
    },
    body: text,
  });
  return { status: answer.status, answer: JSON.parse(await answer.text()) };
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
