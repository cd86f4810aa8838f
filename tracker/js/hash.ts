// Hash routers, for tags with `data-hash`: what the fragment shows (`#/…`, `#!/…`) is part of the
// path, as if it stood there. Other fragments are places in a page and never leave it.
import type { Page } from "./types";

export function start({ shim_: shim }: Pick<Page, "shim_">): void {
  const plain = shim.address_;
  shim.address_ = () => {
    const [, route] = location.hash.match(/^#!?(\/[^?]*)/) ?? [];
    const url = new URL(plain());
    if (route) url.pathname = url.pathname.replace(/\/$/, "") + route;
    return url.href;
  };
  shim.view_.url_ = shim.address_();
}
