// The vectors' module inside workerd.
import { ask, open } from "./door.mjs";
import module from "./vectors.wasm";

export default {
  async fetch(request) {
    const { exports } = new WebAssembly.Instance(module, {});
    return Response.json(ask(open(exports), await request.json()));
  },
};
