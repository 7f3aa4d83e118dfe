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

/** Runs in the page: every way that its sound takes is kept, and may be made to lead through a TURN server alone. */
const WAYS = `
  const Plain = window.RTCPeerConnection;
  window.nightlightWays = [];
  window.RTCPeerConnection = class extends Plain {
    constructor(settings = {}) {
      const scheme = window.nightlightOnly;
      const servers = (settings.iceServers ?? []).map((server) => ({
        ...server,
        urls: [server.urls].flat().filter((url) => scheme === undefined || url.startsWith(scheme)),
      }));
      super(scheme === undefined ? settings : { ...settings, iceServers: servers, iceTransportPolicy: "relay" });
      window.nightlightWays.push(this);
    }
  };`;

const WAY = `(async () => {
  const way = window.nightlightWays.findLast((each) => each.connectionState === "connected");
  if (way === undefined) return undefined;
  const all = new Map(await way.getStats());
  const { selectedCandidatePairId: chosen } = [...all.values()].find(({ type }) => type === "transport");
  const { candidateType, relayProtocol } = all.get(all.get(chosen).localCandidateId);
  const told = [...way.localDescription.sdp.matchAll(/ typ (\\w+)/gu)].map(([, type]) => type);
  return { chosen: candidateType, by: relayProtocol, told: [...new Set(told)] };
})()`;

/** The way that a page's sound takes: the kind that was chosen, how it reaches the TURN server, and the kinds the other side was told of. */
export type Way = { readonly chosen: string; readonly by?: string; readonly told: readonly string[] };

/** Keeps the ways that a page's sound takes. Before the page is opened. */
export async function watchWays(page: Page): Promise<void> {
  await page.addInitScript(WAYS);
}

/** From now on the page's calls go through a TURN server alone, as in a network that lets nothing else out. */
export async function onlyThrough(page: Page, scheme: "turn:" | "turns:"): Promise<void> {
  await page.evaluate(`window.nightlightOnly = "${scheme}"`);
}

/** The way of the call that is up; undefined: there is none. */
export async function wayOf(page: Page): Promise<Way | undefined> {
  return page.evaluate<Way | undefined>(WAY);
}

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
