// Makes the film: narration by ffmpeg's flite, pictures by Chromium, captions from the same cues.
//   node www/demo/media/make-video.mjs
// Needs ffmpeg (libflite, libvpx, libopus), ffprobe, Chromium (CHROMIUM=/path, else /usr/bin/chromium).
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { after, before } from "./day.mjs";

const assets = fileURLToPath(new URL("../assets/", import.meta.url));
const target = (ext) => join(assets, "media", `a-day-of-load.${ext}`);
const FPS = 20, GAP_S = 0.55, LEAD_S = 0.8, TAIL_S = 2.4;

const script = [
  ["open", "This is one Monday at a two-shift plant, drawn from its meter, every quarter of an hour."],
  ["floor", "From midnight until five, nobody is there. The floor is 240 kilowatts."],
  ["spike", "At a quarter past six the furnace, the compressors and the washing line start together. 780 kilowatts, for fifteen minutes."],
  ["day", "Then a steady day. A dip at lunch, and another at the change of shift."],
  ["tail", "The late shift goes home at ten. The washing line does not. The tail lasts two hours."],
  ["again", "Now the same Monday, with three changes."],
  ["change", "The floor comes down to 150. The furnace starts an hour before the washing line. A button by the door takes the tail."],
  ["sum", "900 kilowatt-hours less. A peak lower by 140 kilowatts. And the same number of parts."],
];
/** The speech engine reads digits one by one in places; it gets words. */
const spoken = (words) => words.replace("240", "two hundred and forty").replace("780", "seven hundred and eighty")
  .replace("150", "one hundred and fifty").replace("900", "nine hundred").replace("140", "one hundred and forty");

const work = mkdtempSync(join(tmpdir(), "film-"));
const ffmpeg = (...args) => execFileSync("ffmpeg", ["-v", "error", "-y", ...args], { stdio: ["ignore", "inherit", "inherit"] });

function narrate() {
  let at = LEAD_S;
  const cues = script.map(([scene, words], i) => {
    const wav = join(work, `${i}.wav`), txt = join(work, `${i}.txt`);
    writeFileSync(txt, spoken(words));
    ffmpeg("-f", "lavfi", "-i", `flite=textfile=${txt}:voice=slt`, "-ar", "48000", wav);
    const length = Number(execFileSync("ffprobe", ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", wav]));
    const cue = { scene, words, wav, start: at, end: at + length };
    at = cue.end + GAP_S;
    return cue;
  });
  return { cues, length: at - GAP_S + TAIL_S };
}

const stamp = (s) => new Date(Math.round(s * 1000)).toISOString().slice(11, 23);
const captions = (cues) => "WEBVTT\n\n" + cues.map(({ start, end, words }) => `${stamp(start)} --> ${stamp(end)}\n${words}\n`).join("\n");

function mix({ cues, length }) {
  const inputs = cues.flatMap(({ wav }) => ["-i", wav]);
  const delays = cues.map(({ start }, i) => `[${i}]adelay=${Math.round(start * 1000)}[a${i}]`).join(";");
  const all = cues.map((_, i) => `[a${i}]`).join("");
  const sound = join(work, "sound.wav");
  ffmpeg(...inputs, "-filter_complex", `${delays};${all}amix=inputs=${cues.length}:normalize=0,highpass=f=70,loudnorm=I=-17:TP=-1.5,apad=whole_dur=${length}`,
    "-ac", "1", "-ar", "48000", "-t", String(length), sound);
  return sound;
}

const font = (family, file, weight) =>
  `@font-face{font-family:${family};font-weight:${weight};src:url(data:font/woff2;base64,${readFileSync(join(assets, "fonts", file)).toString("base64")})}`;

async function draw({ cues, length }, sound) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.setContent(`<style>${font("News", "newsreader.woff2", "200 800")}${font("Barlow", "barlow-condensed-latin-600-normal.woff2", 600)}</style><canvas width=1280 height=720></canvas>`);
  await page.addScriptTag({ content: readFileSync(new URL("./film-frame.js", import.meta.url), "utf8") });
  await page.evaluate((data) => window.prepare(data), { cues: cues.map(({ scene, start, end }) => ({ scene, start, end })), before, after });

  const encoder = spawn("ffmpeg", ["-v", "error", "-y", "-f", "image2pipe", "-c:v", "mjpeg", "-framerate", String(FPS), "-i", "-", "-i", sound,
    "-c:v", "libvpx-vp9", "-crf", "36", "-b:v", "0", "-row-mt", "1", "-cpu-used", "3", "-g", "100", "-pix_fmt", "yuv420p",
    "-c:a", "libopus", "-b:a", "40k", "-map_metadata", "-1", target("webm")], { stdio: ["pipe", "inherit", "inherit"] });
  const frames = Math.round(length * FPS);
  for (let i = 0; i < frames; i++) {
    const jpeg = await page.evaluate((t) => window.frame(t), i / FPS);
    if (!encoder.stdin.write(Buffer.from(jpeg, "base64"))) await once(encoder.stdin, "drain");
  }
  encoder.stdin.end();
  const poster = await page.evaluate((t) => window.frame(t), cues.find(({ scene }) => scene === "spike").end - 0.2);
  writeFileSync(join(work, "poster.jpg"), Buffer.from(poster, "base64"));
  await browser.close();
  const [code] = await once(encoder, "exit");
  if (code) throw new Error(`ffmpeg ended with ${code}`);
  ffmpeg("-i", join(work, "poster.jpg"), "-c:v", "libwebp", "-quality", "82", target("webp"));
}

try {
  const film = narrate();
  writeFileSync(target("vtt"), captions(film.cues));
  await draw(film, mix(film));
  console.log(`${film.length.toFixed(1)} s`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
