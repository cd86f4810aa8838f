// u.js: the tag that a site owner pastes.
import { start } from "./shim";

declare const CORE: string; // where the core lies, from here; set by the build
declare const HITS: string; // where hits go, from here

// A script that was brought in as a module does not know itself.
const tag = (document.currentScript ?? document.querySelector("script[data-site]")) as HTMLScriptElement;
const go = (): void => {
  try {
    const { dataset: options, src } = tag;
    // A script of another host has no address that an import could start from.
    const from = (path: string): string => new URL(path, src).href;
    // Once: what a page does to `URL` or its base later must not lead hits astray.
    start(options, from(options["api"] ?? HITS), () => import(from(CORE)));
  } catch {
    // Never into the page.
  }
};
// A page that is prerendered counts when it is shown, which is told once.
if ((document as Document & { prerendering?: boolean }).prerendering)
  document.addEventListener("prerenderingchange", go);
else go();
