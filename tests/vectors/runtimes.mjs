// Where the rules run: each runtime answers the same questions (see door.mjs).
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { ask, open } from "./door.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
const built = join(process.env.UNGATED_BUILD ?? join(root, "target/ungated"), "vectors");
const CHROMIUM = process.env.UNGATED_CHROMIUM ?? "/usr/bin/chromium";

/** Each opens a runtime: what answers a question, and what ends it. */
export const runtimes = {
  "wasm in Node": async () => {
    const { instance } = await WebAssembly.instantiate(await readFile(join(built, "vectors.wasm")), {});
    return { ask: async (question) => ask(open(instance.exports), question), stop: async () => {} };
  },
  "wasm2js in Node": async () => {
    const exports = await import(pathToFileURL(join(built, "vectors.js")));
    return { ask: async (question) => ask(open(exports), question), stop: async () => {} };
  },
  "wasm in Chromium": () => inChromium("wasm"),
  "wasm2js in Chromium": () => inChromium("js"),
  "wasm in workerd": inWorkerd,
};

async function inChromium(kind) {
  const types = { ".wasm": "application/wasm", ".mjs": "text/javascript", ".js": "text/javascript" };
  const server = createServer(async (request, response) => {
    const name = request.url.slice(1);
    const type = types[name.slice(name.lastIndexOf("."))];
    if (!type) return response.setHeader("content-type", "text/html").end("<!doctype html><title>vectors</title>");
    const body = await readFile(join(name === "door.mjs" ? here : built, name));
    response.setHeader("content-type", type).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate(async (kind) => {
    const { ask, open } = await import("/door.mjs");
    const exports =
      kind === "js"
        ? await import("/vectors.js")
        : (await WebAssembly.instantiateStreaming(fetch("/vectors.wasm"), {})).instance.exports;
    window.ask = (question) => ask(open(exports), question);
  }, kind);
  return {
    ask: (question) => page.evaluate((question) => window.ask(question), question),
    stop: async () => {
      await browser.close();
      server.close();
    },
  };
}

const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .vectors)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const vectors :Workerd.Worker = (
  compatibilityDate = "2026-01-01",
  modules = [
    (name = "worker.mjs", esModule = embed "worker.mjs"),
    (name = "door.mjs", esModule = embed "door.mjs"),
    (name = "vectors.wasm", wasm = embed "vectors.wasm"),
  ],
);
`;

async function inWorkerd() {
  const folder = await mkdtemp(join(tmpdir(), "ungated-vectors-"));
  for (const [from, name] of [[here, "worker.mjs"], [here, "door.mjs"], [built, "vectors.wasm"]])
    await copyFile(join(from, name), join(folder, name));
  await writeFile(join(folder, "config.capnp"), CONFIG);
  const packages = join(root, "node_modules/@cloudflare");
  const binary = (await readdir(packages)).find((name) => name.startsWith("workerd-"));
  const workerd = spawn(
    join(packages, binary, "bin/workerd"),
    ["serve", join(folder, "config.capnp"), "--control-fd=1"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = new Promise((resolve) => workerd.once("exit", resolve));
  const first = await new Promise((resolve, reject) => {
    createInterface({ input: workerd.stdout }).once("line", resolve);
    ended.then((code) => reject(new Error(`workerd did not start (${code})`)));
  });
  const url = `http://127.0.0.1:${JSON.parse(first).port}/`;
  return {
    async ask(question) {
      const answer = await fetch(url, { method: "POST", body: JSON.stringify(question) });
      if (!answer.ok) throw new Error(`workerd answered ${answer.status}: ${await answer.text()}`);
      return answer.json();
    },
    async stop() {
      workerd.kill("SIGKILL");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
