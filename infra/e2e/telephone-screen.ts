import type { Page, WebSocketRoute } from "playwright-core";

/** Runs in the page: the microphone hums a tone, and what is played is kept where `loudest` finds it. */
const HUM = (hertz: number): string => `
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    await context.resume();
    const hum = context.createOscillator();
    const out = context.createMediaStreamDestination();
    hum.frequency.value = ${String(hertz)};
    hum.connect(out);
    hum.start();
    return out.stream;
  };
  const own = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "srcObject");
  Object.defineProperty(HTMLMediaElement.prototype, "srcObject", {
    configurable: true,
    get() { return own.get.call(this); },
    set(sound) {
      if (sound !== null) window.nightlightSound = sound;
      own.set.call(this, sound);
    },
  });`;

const LOUDEST = `(async () => {
  if (window.nightlightSound === undefined) return 0;
  const context = new AudioContext();
  await context.resume();
  const ear = context.createAnalyser();
  ear.fftSize = 4096;
  context.createMediaStreamSource(window.nightlightSound).connect(ear);
  await new Promise((resolve) => setTimeout(resolve, 400));
  const levels = new Float32Array(ear.frequencyBinCount);
  ear.getFloatFrequencyData(levels);
  const at = levels.indexOf(Math.max(...levels));
  const hertz = (at * context.sampleRate) / ear.fftSize;
  await context.close();
  return levels[at] > -70 ? Math.round(hertz / 50) * 50 : 0;
})()`;

/** Gives a page a microphone that hums a tone: so that a test can say who hears whom. Before the page is opened. */
export async function giveTone(page: Page, hertz: number): Promise<void> {
  await page.context().grantPermissions(["microphone"]);
  await page.addInitScript(HUM(hertz));
}

/** A page's line to the exchange, which can be cut. Before the page is opened. */
export async function cutableLine(page: Page): Promise<{ cut(): Promise<void> }> {
  const lines: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/sip\?engine=/u, (line) => {
    line.connectToServer();
    lines.push(line);
  });
  return {
    async cut() {
      for (const line of lines.splice(0)) await line.close({ code: 1012, reason: "the server is restarted" });
    },
  };
}

/** The loudest tone that the page hears, to the next 50 Hz; 0: nothing. */
export async function loudest(page: Page): Promise<number> {
  return page.evaluate<number>(LOUDEST);
}
