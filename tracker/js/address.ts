// The address without what could name a person: no fragment; of the query only what names a
// campaign, and of parameters that are named like click ids (`shared::source::click` knows which
// are) that there was one, never its value.
const KEPT =
  /(?<=[?&])(((utm|mtm|pk)_(source|medium|campaign)|ref|source|src)=[^&]*|(\w*(_\w+|id)|epik|igsh|tblci|dicbo)(?![^=&]))/gi;

export function address(): string {
  // Most pages have none, and to make the expression ready costs a third of a millisecond.
  const kept = location.search && location.search.match(KEPT);
  return location.origin + location.pathname + (kept ? "?" + kept.join("&") : "");
}

/** Of the referring page its origin: as browsers write it, a slash follows the host. */
export function referrer(): string {
  const from = (document.referrer + "").split("/", 3); // where an image is called `referrer`, none
  return from[2] ? from.join("/") + "/" : "";
}
