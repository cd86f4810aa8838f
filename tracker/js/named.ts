// Checks what the site's author names, and says what is out of bounds: those of
// `shared::page_view::event` and `shared::signal::heard`. Loads with the first name.
import type { Answer, Page } from "./types";

/** A name: up to 40 characters without control characters, single spaces inside. */
const NAME = /^(?=.{1,40}$)[^\s\p{C}]+( [^\s\p{C}]+)*$/u;
/** `shared::signal::heard::Heard`. */
const HEARD = /^(colleague|friend|customer|partner|search|assistant|social|community|newsletter|podcast|video|press|event|review|ad|other)$/;
/** `shared::limit::EVENT_PROPS`. */
const PROPS = 8;

const isProp = ([key, value]: [string, unknown]): boolean =>
  NAME.test(key) && (typeof value === "string" || typeof value === "boolean" || Number.isSafeInteger(value));

function isEvent(name: unknown, props: object): boolean {
  const given = Object.entries(props);
  return typeof name === "string" && NAME.test(name) && !Array.isArray(props) && given.length <= PROPS && given.every(isProp);
}

export async function start(page: Page): Promise<Answer> {
  return (name, [what, props]) => {
    if (name === "heard") {
      if (!HEARD.test(what as string)) return console.warn(`ungated: heard_unknown: ${what}`);
      page.heard_.add(what as string);
    } else {
      // As it is sent: JSON does not know `undefined`, and of a date it would leave nothing.
      const key = page.shim_.json_([what, props ?? {}]);
      const [sent, given] = JSON.parse(key);
      if (props instanceof Date || !(given instanceof Object && isEvent(sent, given))) {
        page.events_.delete(key);
        console.warn(`ungated: event_invalid: ${what}`);
      }
    }
    page.told_();
  };
}
