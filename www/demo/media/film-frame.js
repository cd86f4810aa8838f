// Runs inside Chromium: draws the film's picture at second `t` on the page's canvas.
(() => {
  const canvas = document.querySelector("canvas"), c = canvas.getContext("2d");
  const BG = "#0f1a33", BLUE = "#6f98ff", PALE = "#2a3a63", YELLOW = "#ffd02e", PAPER = "#f4f2ea", SOFT = "#a9b4d0";
  const X0 = 96, X1 = 1232, Y0 = 600, KW = 0.56, STEP = (X1 - X0) / 96;
  let day, scenes;

  window.prepare = async ({ cues, before, after }) => {
    day = { before, after };
    scenes = Object.fromEntries(cues.map((cue) => [cue.scene, cue]));
    await Promise.all([document.fonts.load("500 40px News"), document.fonts.load("600 24px Barlow")]);
  };

  const ease = (x) => { const v = Math.max(0, Math.min(1, x)); return v * v * (3 - 2 * v); };
  const within = (t, scene, from = 0, to = 1) => {
    const { start, end } = scenes[scene], length = end - start;
    return ease((t - start - from * length) / ((to - from) * length));
  };
  const y = (kw) => Y0 - kw * KW;
  const words = (text, x, at, { size = 28, colour = PAPER, face = "600 SIZEpx Barlow", align = "left" } = {}) => {
    c.font = face.replace("SIZE", size); c.fillStyle = colour; c.textAlign = align; c.fillText(text, x, at);
  };
  const faded = (alpha, draw) => { if (alpha > 0) { c.save(); c.globalAlpha = alpha; draw(); c.restore(); } };

  /** How many quarter-hours of the day have been drawn at `t`. */
  const shown = (t) => 20 * within(t, "floor") + 9 * within(t, "spike") + 59 * within(t, "day") + 8 * within(t, "tail");

  /** One bar, between its two days. Floor first, then morning, then tail. */
  const height = (t, q) => {
    const part = q < 20 ? within(t, "change", 0, 0.28) : q < 48 ? within(t, "change", 0.3, 0.68)
      : q < 88 ? 1 : within(t, "change", 0.7, 1);
    return day.before[q] + (day.after[q] - day.before[q]) * part;
  };

  /** A label above a bar's top, or beside it. */
  const above = (x, at, text, alpha, align = "left") => faded(alpha, () => {
    c.fillStyle = YELLOW; c.fillRect(x - 1.5, at - 40, 3, 30);
    words(text, x + (align === "left" ? -2 : 2), at - 52, { size: 34, colour: YELLOW, align });
  });
  const beside = (x, at, text, alpha) => faded(alpha, () => {
    c.fillStyle = YELLOW; c.fillRect(x, at - 1.5, 34, 3);
    words(text, x + 44, at + 12, { size: 34, colour: YELLOW });
  });

  function axes() {
    for (const kw of [0, 200, 400, 600, 800]) {
      c.fillStyle = kw ? PALE : SOFT; c.fillRect(X0, y(kw), X1 - X0, kw ? 1 : 2);
      words(String(kw), X0 - 14, y(kw) + 8, { size: 24, colour: SOFT, align: "right" });
    }
    for (let h = 0; h <= 24; h += 3) words(`${h}:00`, X0 + h * 4 * STEP, Y0 + 36, { size: 24, colour: SOFT, align: "center" });
    words("kW", X0 - 14, y(800) - 28, { size: 24, colour: SOFT, align: "right" });
  }

  function bars(t) {
    const n = shown(t), second = within(t, "again");
    for (let q = 0; q < 96; q++) {
      const grown = ease(n - q);
      if (!grown) continue;
      const x = X0 + q * STEP + 1.5, w = STEP - 3;
      faded(second, () => { c.fillStyle = PALE; c.fillRect(x, y(day.before[q]), w, day.before[q] * KW); });
      const kw = height(t, q) * grown;
      const lit = (q < 20 && within(t, "floor", 0.5, 0.8) - within(t, "day", 0, 0.2) > 0.5)
        || (q === 25 && second < 0.5) || (q >= 88 && within(t, "tail", 0.5, 0.8) > 0.5 && second < 0.5);
      c.fillStyle = lit ? YELLOW : BLUE; c.fillRect(x, y(kw), w, kw * KW);
    }
  }

  function heading(t) {
    const second = within(t, "again"), size = 46, face = "500 SIZEpx News";
    faded(within(t, "open", 0, 0.2) * (1 - second), () => words("One Monday, as it was", X0, 78, { size, face }));
    faded(second, () => words("The same Monday, with three changes", X0, 78, { size, face }));
  }

  function notes(t) {
    const first = 1 - within(t, "again");
    above(X0 + 2 * STEP, y(240), "Floor: 240 kW", within(t, "floor", 0.5, 0.8) * first);
    beside(X0 + 26.5 * STEP, y(768), "Spike: 780 kW", within(t, "spike", 0.6, 0.8) * first);
    above(X0 + 92 * STEP, y(470), "Tail: two hours", within(t, "tail", 0.5, 0.8) * first, "right");
    const sum = within(t, "sum", 0, 0.15);
    above(X0 + 2 * STEP, y(240), "150 kW", within(t, "change", 0.15, 0.3) * (1 - sum));
    beside(X0 + 27.5 * STEP, y(632), "640 kW", within(t, "change", 0.55, 0.7) * (1 - sum));
    above(X0 + 92 * STEP, y(470), "No tail", within(t, "change", 0.85, 1) * (1 - sum), "right");
    [["−900 kWh", "that day", 0], ["−140 kW", "highest quarter-hour", 0.33], ["41,200", "parts, as before", 0.66]].forEach(([big, small, from], i) =>
      faded(within(t, "sum", from, from + 0.18), () => {
        const x = X0 + i * 390;
        c.fillStyle = YELLOW; c.fillRect(x, 130, 356, 128);
        words(big, x + 22, 196, { size: 58, colour: BG, face: "600 SIZEpx News" });
        words(small, x + 22, 236, { size: 28, colour: BG });
      }));
  }

  function sign(t) {
    c.strokeStyle = YELLOW; c.lineWidth = 4; c.beginPath();
    const x = 1130, base = 80, d = 1.35;
    [[0, 0], [6, 0], [6, -18], [26, -18], [26, 0], [36, 0], [36, -18], [56, -18], [56, 0], [66, 0], [66, -18], [72, -18]]
      .forEach(([a, b], i) => c[i ? "lineTo" : "moveTo"](x + a * d, base + b * d));
    c.stroke();
    words("Duty Cycle", X0, 688, { size: 26, colour: SOFT, face: "500 SIZEpx News" });
    faded(within(t, "open", 0.3, 0.6), () => words("Two shifts. Quarter-hour readings.", X1, 688, { size: 24, colour: SOFT, align: "right" }));
  }

  window.frame = (t) => {
    c.fillStyle = BG; c.fillRect(0, 0, 1280, 720);
    axes(); bars(t); heading(t); notes(t); sign(t);
    return canvas.toDataURL("image/jpeg", 0.95).split(",")[1];
  };
})();
