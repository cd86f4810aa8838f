// The hosts of referrer spam, from a copy of Matomo's list into the one that
// `shared::source::bot::spam` looks them up in: node tests/vectors/spam.mjs spammers.txt --write
//
// Matomo's community keeps the list (matomo-org/referrer-spam-list, public domain) as one host a
// line; a `.json` with `spamReferrers` is read as well. Here international names become the `xn--…`
// that browsers send, hosts below a listed one go, as does what would cost readers, and the rest is
// put in the order of its bytes.
//
// Without `--write` it compares, and fails where the file is not what the copy gives.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { domainToASCII, fileURLToPath } from "node:url";

export const file = join(dirname(fileURLToPath(import.meta.url)), "../../shared/src/source/bot/spam.txt");

/** Hosts on the list from which people come as well, and why. */
export const PEOPLE = {
  "adcash.com": "an advertising network: whoever clicks on what it shows",
  "adf.ly": "shortens anybody's links",
  "ci.ua": "rents names below its own",
  "ico.re": "shortens anybody's links",
  "iminent.com": "the search of a toolbar that people have",
  "kharkov.ua": "a city, in which anybody registers names",
  "masterseek.com": "a search engine for companies",
  "myftpupload.com": "a host's sites before they have a name of their own",
  "popads.net": "an advertising network",
  "prlog.ru": "publishes press releases",
  "research.ifmo.ru": "a university",
  "resellerclub.com": "a registrar",
  "scripted.com": "a marketplace for writers",
  "searchencrypt.com": "a search engine",
  "site5.com": "a host",
  "tsatu.edu.ua": "a university",
  "ucoz.ru": "anybody's sites",
  "uptime.com": "a monitoring service with a website that people read",
};

/** The hosts of a copy, as the file has them. */
export function hosts(copy) {
  const lines = copy.trimStart().startsWith("{") ? JSON.parse(copy).spamReferrers : copy.split("\n");
  const all = new Set();
  for (const line of lines.map((line) => line.trim()).filter(Boolean)) {
    // It takes what follows a host for no part of it.
    const host = /^[\p{L}\p{M}\p{N}.-]+$/u.test(line) ? domainToASCII(line) : "";
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)) throw new Error(`no host: ${line}`);
    if (!(host in PEOPLE)) all.add(host);
  }
  const above = (host) => host.split(".").map((_, at, labels) => labels.slice(at + 1).join("."));
  const order = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return [...all].filter((host) => !above(host).some((parent) => all.has(parent))).sort(order);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const copy = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
  if (!copy) throw new Error("which copy of the list?");
  const written = hosts(await readFile(copy, "utf8")).map((host) => `${host}\n`).join("");
  if (process.argv.includes("--write")) await writeFile(file, written);
  if ((await readFile(file, "utf8").catch(() => "")) !== written) {
    console.error(`not what ${copy} gives: run it with --write`);
    process.exit(1);
  }
}
