// The live score: what the page's own scripts may know. Loads where a page asks for it.
import { explain } from "./explain";
import { load, score, type Bindings } from "./live-front";
import type { Answer, Hit, Page, View } from "./types";
import type { Score } from "./api";

export async function start(page: Page): Promise<Answer> {
  const bindings: Bindings = await load(page.bare_);
  let listeners: unknown[][] = [];
  let view: View;
  let soFar = new Uint32Array();
  let before: Score | null = null;
  let raised: Record<string, number> = {};

  /** Asks, once a page view, for the visit that it is part of. */
  async function ask(): Promise<void> {
    if (view === page.shim_.view_) return;
    const asked = (view = page.shim_.view_);
    soFar = new Uint32Array();
    before = null;
    raised = {};
    try {
      const numbers = (await (await page.ask_())!.json()) as number[];
      if (asked !== view) return;
      soFar = Uint32Array.from(numbers);
      changed();
    } catch {
      // What came before stays unknown.
    }
  }

  function now(): Score | null {
    const { l, g } = page.item_();
    return score(bindings, page.numbers_().subarray(3), soFar, l ?? "", g ?? "");
  }

  function tell(type: string, ...what: unknown[]): void {
    for (const [wanted, listener] of listeners)
      if (wanted === type)
        try {
          (listener as (...what: unknown[]) => void)(...what);
        } catch (error) {
          reportError(error); // the page's own mistake, for the page's own log
        }
  }

  function changed(): void {
    ask();
    listeners = listeners.filter(({ length }) => length); // who no longer wants to know has emptied it
    if (!listeners.length) return;
    const score = now();
    if (!score) return;
    const same = (key: keyof Score): boolean => before?.[key] === score[key];
    const last = before;
    const keys = ["points", "depth", "read_through", "engagement", "intent", "hand_raises", "standing"] as const;
    const isSame = keys.every(same);
    const stood = same("standing");
    before = score;
    if (!isSame) tell("score", score);
    if (!stood) tell("standing", score.standing, last?.standing ?? null);
    const hands = (page.hit_() as Hit).h ?? {};
    for (const [kind, count] of Object.entries(hands)) if (count > (raised[kind] ?? 0)) tell("handraise", kind, score);
    raised = hands;
  }

  const answers: Record<string, (...args: never[]) => unknown> = {
    score: now,
    explain(language?: string) {
      const { shim_: shim } = page;
      const [, { body }] = shim.request_(page.hit_(), shim.view_);
      return explain(JSON.parse(body as string) as Hit, now(), language);
    },
    changed,
  };
  ask();
  return (name, args) => {
    if (name === "on") {
      listeners.push(args);
      changed();
      return;
    }
    return answers[name]?.(...(args as never[]));
  };
}
