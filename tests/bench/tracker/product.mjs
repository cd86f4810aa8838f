// The built product, running: hits have to be answered by who answers them in earnest.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** @param {string} xtask the program that started us */
export async function product(xtask) {
  const data = await mkdtemp(join(tmpdir(), "ungated-bench-"));
  const args = ["serve", "--port", "0", "--data", data, "--no-build"];
  const server = spawn(xtask, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const first = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).once("line", resolve);
    ended.then((code) => reject(new Error(`the product did not start (${code})`)));
  });
  return {
    url: JSON.parse(first).url,
    async stop() {
      server.stdin.end();
      await ended;
      // Its last writer may still be on its way out.
      await rm(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}
