import type { ClientOptions } from "@nightlight/contracts/client";
import { chanceOf, type Chance } from "@nightlight/database/demo/chance";
import { FIRST_OFFICERS } from "@nightlight/database/demo/authorities";
import { drawn, LOAD_MODEL } from "@nightlight/database/demo/load-model";
import { DEMO_STAFF } from "@nightlight/database/demo/people";
import { DEMO_CHANNEL_KEY, DEMO_PASSWORD } from "@nightlight/database/demo/seed-demo";
import { randomBytes } from "node:crypto";
import { openGateway, type ScriptedGateway } from "../gateway/scripted-gateway.ts";
import { createKeepAliveFetch } from "../keep-alive-fetch.ts";
import { letArrive } from "./arrivals.ts";
import { createCast } from "./cast.ts";
import { drawScript, type ChildScript } from "./children/child-script.ts";
import { openCompanionDoor } from "./children/companion-door.ts";
import { openGatewayDoor } from "./children/gateway-door.ts";
import { runChild } from "./children/run-child.ts";
import { DemoBook, type DemoCounts } from "./demo-book.ts";
import { markedFetch } from "./marked-fetch.ts";
import { hasStopped, machinePace, type Pace } from "./pace.ts";
import { isPassing } from "./persist.ts";
import type { Stage } from "./stage.ts";
import { keepOffice } from "./staff/keep-office.ts";
import { keepSeat } from "./staff/keep-seat.ts";

export type DemoOptions = {
  readonly origin: string;
  /** How many times as fast as life. */
  readonly speed: number;
  readonly seed: number;
  /** Ends it: nobody is left in a conversation, nobody signed in. */
  readonly stop: AbortSignal;
  /** Plays the demo's own draws instead of the load model's: for tests. */
  readonly draw?: (number: number, chance: Chance, byWeb: boolean) => ChildScript;
  readonly pace?: Pace;
};

/** A demo that runs. */
export type RunningDemo = {
  counts(): DemoCounts;
  /** Resolves when all of it has come to its end after `stop`. */
  readonly done: Promise<void>;
};

/** More children at once than any floor of the demo could see; what comes beyond waits. */
const MOST_CHILDREN = 400;
const CHILDREN_GO_WITHIN_MS = 4_000;
const STAFF_GOES_WITHIN_MS = 5_000;

/**
 * Brings a running server alive through the doors that everybody uses. The children go first, then the counsellors close
 * what is left, then everybody signs out.
 */
export function runDemo(options: DemoOptions): RunningDemo {
  const { origin, speed, seed, stop } = options;
  const pace = options.pace ?? machinePace(speed);
  const stage: Stage = { origin, password: DEMO_PASSWORD, pace, cast: createCast(), book: new DemoBook() };
  const fetch = createKeepAliveFetch();
  const [childrenStop, staffStop] = [new AbortController(), new AbortController()];
  const staff = playStaff(stage, seed, staffStop.signal);
  const children = playChildren(stage, markedFetch(fetch.fetch), options, childrenStop.signal);
  const done = (async () => {
    await new Promise<void>((resolve) => {
      if (stop.aborted) resolve();
      else stop.addEventListener("abort", () => resolve(), { once: true });
    });
    childrenStop.abort();
    await within(CHILDREN_GO_WITHIN_MS, children);
    staffStop.abort();
    await within(STAFF_GOES_WITHIN_MS, staff);
    fetch.close();
  })();
  return { done, counts: () => stage.book.counts() };
}

/** A demo stops in time, also when the server has gone before it. */
async function within(ms: number, what: Promise<void>): Promise<void> {
  const timer = new AbortController();
  await Promise.race([what, machinePace(1).wait(ms, timer.signal)]);
  timer.abort();
}

async function playStaff(stage: Stage, seed: number, stop: AbortSignal): Promise<void> {
  const counsellors = DEMO_STAFF.full.filter(({ roles }) => roles.includes("counsellor"));
  const [first, ...others] = counsellors.map(({ username }) => username);
  if (first === undefined) return;
  const playing: Promise<unknown>[] = [];
  const play = (username: string, index: number): Promise<unknown> => {
    const kept = keepSeat(stage, username, chanceOf(seed * 1_000 + index), stop).catch((error: unknown) => {
      stage.book.failed(`seat: ${String(error)}`);
    });
    playing.push(kept);
    return kept;
  };
  void play(first, 0);
  for (const { username } of FIRST_OFFICERS) {
    playing.push(
      keepOffice(stage, username, chanceOf(seed * 1_000 + 500 + playing.length), stop).catch((error: unknown) => {
        stage.book.failed(`office: ${String(error)}`);
      }),
    );
  }
  const unknown: string[] = [];
  for (const [index, username] of others.entries()) {
    // A small demo knows only the first few: once somebody is not known, nobody after them is asked for.
    if (hasStopped(stop) || unknown.length > 0) break;
    void play(username, index + 1).then((kept) => {
      if (kept === "unknown") unknown.push(username);
    });
    await stage.pace.wait(SEATS_EVERY_MS, stop);
  }
  await Promise.all(playing);
}

/** One after the other: signing in is work for the server. */
const SEATS_EVERY_MS = 400;

async function playChildren(
  stage: Stage,
  fetch: ClientOptions["fetch"],
  { origin, seed, draw = drawAny }: DemoOptions,
  stop: AbortSignal,
): Promise<void> {
  const { pace, book } = stage;
  const gateway = openGateway({ origin, channelKey: DEMO_CHANNEL_KEY, fetch });
  const run = randomBytes(6).toString("hex");
  const here = new Set<Promise<void>>();
  await letArrive(pace, chanceOf(seed), stop, (number) => {
    if (here.size >= MOST_CHILDREN) return;
    const chance = chanceOf(seed * 100_000 + number);
    const byWeb = drawn(LOAD_MODEL.channels, chance) === "webchat";
    const script = draw(number, chance, byWeb);
    const child = playChild(stage, { id: `${run}-${number}`, script, chance, byWeb, gateway, fetch, stop })
      .catch((error: unknown) => {
        if (!stop.aborted && !isPassing(error)) book.failed(`child: ${String(error)}`);
      })
      .finally(() => here.delete(child));
    here.add(child);
  });
  await Promise.all(here);
}

function drawAny(_number: number, chance: Chance, byWeb: boolean): ChildScript {
  return drawScript(byWeb ? "webchat" : "zalo", chance);
}

type Playing = {
  readonly id: string;
  readonly script: ChildScript;
  readonly chance: Chance;
  readonly byWeb: boolean;
  readonly gateway: ScriptedGateway;
  readonly fetch: ClientOptions["fetch"];
  readonly stop: AbortSignal;
};

async function playChild(stage: Stage, playing: Playing): Promise<void> {
  const { id, script, chance, byWeb, gateway, fetch, stop } = playing;
  const { pace, book, cast, origin } = stage;
  // Nobody guesses it: with this key the chat is opened again.
  const key = `${id}-${randomBytes(15).toString("hex")}`;
  book.arrived(id, pace.now());
  try {
    await runChild({
      ...{ id, script, pace, cast, chance, stop },
      open: () =>
        byWeb ? openCompanionDoor({ origin, fetch }, key, script) : openGatewayDoor(gateway, pace, key, script),
      onSeen: (seen) => book.seen(id, seen, pace.now(), byWeb),
    });
  } finally {
    book.gone(id);
  }
}
