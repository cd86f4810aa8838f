// <ungated-transparency>: what is recorded about this visit, for the reader to see. A site owner
// puts the element where it should stand; it draws into its own shadow and nowhere else. What the
// site writes into the element stands there until something is known: for good where the reader
// objects or has not agreed, as this part does not load then.
//
// Attributes: `lang` (else the page's). Parts for the site's own style: `heading`, `list`, `message`,
// `button`.
import type { Explanation, Ungated } from "./api";
import { FRAME } from "./transparency-texts";
import type { Page } from "./types";

/** How often what is shown is brought up to date while it is on screen. */
const AGAIN_MS = 1_000;

const STYLE = `
:host { display: block; font: inherit; line-height: 1.5; overflow-wrap: anywhere; }
h2 { font: inherit; font-weight: 600; margin: 1.2em 0 .3em; }
ul { margin: 0; padding-inline-start: 1.2em; }
li { margin-block: .2em; }
summary { cursor: pointer; margin-block-start: 1.2em; }
summary:focus-visible, button:focus-visible { outline: 2px solid; outline-offset: 2px; }
pre { overflow: auto; font-size: .85em; white-space: pre-wrap; overflow-wrap: anywhere; }
button { font: inherit; margin-block-start: 1.2em; padding: .4em .9em; color: inherit; background: none; border: 1px solid; border-radius: .3em; cursor: pointer; }
`;

const ungated = (): Ungated | undefined => (window as { ungated?: Ungated }).ungated;
let page: Page;

class Transparency extends HTMLElement {
  #timer = 0;
  #box = node("div", "");

  connectedCallback(): void {
    if (!this.shadowRoot) {
      const root = this.attachShadow({ mode: "open" });
      // A sheet of its own, not a <style>: a page's policy has no say in it.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      root.append(this.#box);
    }
    this.#draw();
    this.#timer = window.setInterval(() => document.hidden || this.#draw(), AGAIN_MS);
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  #draw(): void {
    const wanted = (this.lang || document.documentElement.lang).slice(0, 2);
    const language = wanted in FRAME ? wanted : "en";
    const frame = FRAME[language]!;
    this.#box.lang = language;
    const told = ungated()?.explain(language);
    const hasFocus = this.shadowRoot!.activeElement?.matches("button");
    if (page.shim_.off_) show(this.#box, [node("p", frame.out), this.#button(frame.optIn)]);
    else if (!told) show(this.#box, [node("slot", ""), this.#button(frame.optOut)]);
    else
      show(this.#box, [
        node("h2", frame.recorded, "heading"), list(told.recorded),
        node("h2", frame.not, "heading"), list(told.not_recorded),
        message(frame.message, told), this.#button(frame.optOut),
      ]);
    if (hasFocus) this.#box.querySelector("button")!.focus();
  }

  #button(text: string): HTMLElement {
    const button = node("button", text, "button");
    button.addEventListener("click", () => {
      ungated()?.[page.shim_.off_ ? "optIn" : "optOut"]();
      this.#draw();
    });
    return button;
  }
}

/** Replaces what is shown, unless it is the same: what is focused, selected or opened stays so. */
function show(parent: Element, nodes: Element[]): void {
  const old = [...parent.children];
  nodes.forEach((now, i) => {
    const before = old[i];
    if (before?.nodeName !== now.nodeName) return before ? before.replaceWith(now) : parent.append(now);
    if (now.children.length) show(before, [...now.children]);
    else if (before.textContent !== now.textContent) before.textContent = now.textContent;
  });
  old.slice(nodes.length).forEach((gone) => gone.remove());
}

function message(title: string, { message }: Explanation): HTMLElement {
  const details = document.createElement("details");
  const lines = Object.entries(message as object).map(([name, value]) => ` ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  details.append(node("summary", title), node("pre", `{\n${lines.join(",\n")}\n}`, "message"));
  return details;
}

function node(name: string, text: string, part?: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  if (part) element.setAttribute("part", part);
  return element;
}

function list(lines: string[]): HTMLElement {
  const all = node("ul", "", "list");
  all.append(...lines.map((line) => node("li", line)));
  return all;
}

export function start(core: Page): void {
  page = core;
  if (!customElements.get("ungated-transparency")) customElements.define("ungated-transparency", Transparency);
}
