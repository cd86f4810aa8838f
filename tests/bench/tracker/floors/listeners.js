// Listeners that do nothing, on what a tracker of reading listens to: what measuring itself costs.
for (const type of ["pointermove", "pointerdown", "wheel", "scroll", "click", "visibilitychange", "pagehide", "focus", "blur"])
  addEventListener(type, () => undefined, { capture: true, passive: true });
