// Somebody who reads: moves the pointer, turns the wheel, rests, and clicks into the text.

/** A person's time, in which nothing else happens. */
export const pass = (ms) => new Promise((resolve) => setTimeout(resolve, ms)); // real time: a scripted reader reads

/** Real input, at a person's pace. */
export async function read(page, { turns }) {
  for (let turn = 0; turn < turns; turn++) {
    for (let step = 0; step < 5; step++) await page.mouse.move(300 + 40 * (turn % 9) + 7 * step, 300 + 3 * turn);
    await page.mouse.wheel(0, turn % 5 === 4 ? -120 : 180);
    await pass(150);
  }
  await page.mouse.click(400, 300);
}

/** Every so often in the scripted half-hour a reader scrolls on and moves. */
const STEP_MS = 3_000;
const SHARE = 120;

/**
 * Reads on in the page's own time, which passes as fast as the page can follow: Chromium's virtual
 * time, which its timers, clocks and event times all keep. It waits while a request is under way.
 *
 * Input from outside would carry the real time, so the reader scrolls the page itself and
 * dispatches its moves, from a world of its own.
 */
export async function readFast(devtools, { minutes }) {
  const { frameTree } = await devtools.send("Page.getFrameTree");
  const world = await devtools.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "reader" });
  const evaluate = (expression) => devtools.send("Runtime.evaluate", { contextId: world.executionContextId, expression });
  const { result: length } = await evaluate("document.documentElement.scrollHeight - innerHeight");
  for (let step = 0; step < (minutes * 60_000) / STEP_MS; step++) {
    const top = (step * SHARE) % length.value; // from the end, once more from the beginning
    const move = `document.body.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, clientX: 300 + ${step % 50}, clientY: 300 }))`;
    await evaluate(`scrollTo(0, ${top}), ${move}`);
    const passed = new Promise((resolve) => devtools.once("Emulation.virtualTimeBudgetExpired", resolve));
    await devtools.send("Emulation.setVirtualTimePolicy", {
      policy: "pauseIfNetworkFetchesPending", budget: STEP_MS, maxVirtualTimeTaskStarvationCount: 1_000,
    });
    await passed;
  }
}
