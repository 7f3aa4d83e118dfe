import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { benchAutosave, type AutosaveResult } from "./bench/autosave.ts";
import { measureBurst, type BurstResult } from "./bench/burst.ts";
import { measureCycles, type CyclesResult } from "./bench/cycles.ts";
import { benchFloor, type FloorResult } from "./bench/floor.ts";
import { benchFailover, type FailoverResult } from "./bench/failover.ts";
import { measureFreed, type FreedResult } from "./bench/freed.ts";
import { startPair, type Pair } from "./bench/pair.ts";
import { benchRouting, type RoutingResult } from "./bench/routing.ts";
import { benchSearch, type SearchResult } from "./bench/search.ts";
import type { Stops } from "./bench/services.ts";
import { benchSockets, type SocketsResult } from "./bench/sockets.ts";
import { benchVoice, type VoiceResult } from "./bench/voice.ts";
import { areAllServed } from "./bench/voice-chats.ts";
import { LaunchError } from "./setup/launch-error.ts";
import { readDataFolder } from "./setup/settings.ts";

const USAGE = `Usage: npm run bench -- routing [--rate 100] [--seconds 20] [--rounds 3] [--json] [--profile folder]
       npm run bench -- freed [--counsellors 32] [--rate 50] [--seconds 20] [--rounds 3] [--json] [--profile folder]
       npm run bench -- burst [--contacts 500] [--places 200] [--rounds 3] [--json] [--profile folder]
       npm run bench -- cycles [--counsellors 32] [--seconds 60] [--rounds 3] [--json] [--profile folder]
       npm run bench -- search [--contacts 1000000] [--questions 300] [--json]
       npm run bench -- autosave [--counsellors 32] [--seconds 20] [--rounds 3] [--json]
       npm run bench -- failover [--rounds 3] [--json]
       npm run bench -- floor [--people 500] [--live 2000] [--changes 50] [--seconds 20] [--json]
       npm run bench -- sockets [--people 500] [--children 2000] [--seconds 10] [--json] [--profile folder]
       npm run bench -- voice [--talking 60] [--waiting 100] [--rate 20] [--seconds 20] [--json]`;
const STOP_WITHIN_MS = 60_000;
const INTERRUPTED = 130;

const root = fileURLToPath(new URL("..", import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rate: { type: "string" },
    seconds: { type: "string" },
    rounds: { type: "string", default: "3" },
    contacts: { type: "string" },
    places: { type: "string", default: "200" },
    questions: { type: "string", default: "300" },
    counsellors: { type: "string", default: "32" },
    people: { type: "string", default: "500" },
    live: { type: "string", default: "2000" },
    children: { type: "string", default: "2000" },
    changes: { type: "string", default: "50" },
    talking: { type: "string", default: "60" },
    waiting: { type: "string", default: "100" },
    json: { type: "boolean", default: false },
    profile: { type: "string" },
  },
});
const [bench] = positionals;
const rate = Number(values.rate ?? (bench === "freed" ? 50 : bench === "voice" ? 20 : 100));
const seconds = Number(values.seconds ?? (bench === "cycles" ? 60 : bench === "sockets" ? 10 : 20));
const [rounds, places] = [Number(values.rounds), Math.floor(Number(values.places))];
const contacts = Math.floor(Number(values.contacts ?? (bench === "burst" ? 500 : 1_000_000)));
const questions = Math.floor(Number(values.questions));
const counsellors = Math.floor(Number(values.counsellors));
const [people, live, changes] = [Number(values.people), Number(values.live), Number(values.changes)];
const children = Math.floor(Number(values.children));
const [talking, waiting] = [Math.floor(Number(values.talking)), Math.floor(Number(values.waiting))];
const isPlausible =
  (rate > 0 || (bench === "voice" && rate === 0)) &&
  talking >= 1 &&
  waiting >= 1 &&
  talking + waiting <= 240 &&
  seconds > 0 &&
  rounds >= 1 &&
  contacts >= (bench === "burst" ? 1 : 1_000) &&
  places >= 1 &&
  places <= 256 &&
  questions >= 1 &&
  counsellors >= 1 &&
  counsellors <= 256 &&
  people >= 1 &&
  live >= 0 &&
  children >= 1 &&
  changes > 0;
const BENCHES: Readonly<Record<string, (where: Where) => Promise<object>>> = {
  routing,
  freed,
  burst,
  cycles,
  search,
  autosave,
  failover,
  floor,
  sockets,
  voice,
};
const run = bench !== undefined && Object.hasOwn(BENCHES, bench) ? BENCHES[bench] : undefined;
if (positionals.length !== 1 || run === undefined || !isPlausible) {
  console.error(USAGE);
  process.exit(2);
}

const stops: Stops = [];
let stopping: Promise<void> | undefined;
const interruption = new AbortController();
const say = (line: string) => console.log(line);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    interruption.abort();
    void stopAll().then(() => process.exit(INTERRUPTED));
  });

try {
  const where = { root, dataFolder: readDataFolder(process.env, root), say };
  const result = await run(where);
  await stopAll();
  console.log(JSON.stringify(result, undefined, values.json ? 0 : 2));
} catch (error) {
  await stopAll();
  process.exitCode = interruption.signal.aborted ? INTERRUPTED : 1;
  if (!interruption.signal.aborted) console.error(error instanceof LaunchError ? error.message : error);
}
process.exit();

type Where = { readonly root: string; readonly dataFolder: string; readonly say: (line: string) => void };

async function routing(where: Where): Promise<RoutingResult> {
  const load = { rate, seconds, rounds: Math.floor(rounds), profileFolder: values.profile };
  const result = await benchRouting({ ...where, ...load }, stops);
  if (result.lost > 0 || result.doubled > 0) process.exitCode = 1;
  return result;
}

/** Floor and product, started for so many people. */
function pairFor(where: Where, staff: number): Promise<Pair> {
  return startPair({ ...where, counsellors: staff, profileFolder: values.profile }, stops);
}

async function freed(where: Where): Promise<FreedResult> {
  const options = { counsellors, rate, seconds, rounds: Math.floor(rounds), say };
  const result = await measureFreed(await pairFor(where, counsellors), options);
  if (result.lost > 0 || result.doubled > 0) process.exitCode = 1;
  return result;
}

async function burst(where: Where): Promise<BurstResult> {
  const options = { places, contacts, rounds: Math.floor(rounds), say };
  const result = await measureBurst(await pairFor(where, places), options);
  if (result.lost > 0 || result.doubled > 0) process.exitCode = 1;
  return result;
}

async function cycles(where: Where): Promise<CyclesResult> {
  const options = { counsellors, seconds, rounds: Math.floor(rounds), say };
  const result = await measureCycles(await pairFor(where, counsellors), options);
  if (result.lost > 0 || result.doubled > 0 || result.violations > 0) process.exitCode = 1;
  return result;
}

async function search(where: Where): Promise<SearchResult> {
  const result = await benchSearch({ ...where, contacts, questions }, stops);
  if (result.missed > 0) process.exitCode = 1;
  return result;
}

function autosave(where: Where): Promise<AutosaveResult> {
  return benchAutosave({ ...where, counsellors, seconds, rounds: Math.floor(rounds) }, stops);
}

async function floor(where: Where): Promise<FloorResult> {
  const sizes = {
    people: Math.floor(people),
    contacts: Math.floor(live),
    rate: changes,
    seconds,
    profileFolder: values.profile,
  };
  const result = await benchFloor({ ...where, ...sizes }, stops);
  if (result.missed > 0 || result.failed > 0) process.exitCode = 1;
  return result;
}

async function sockets(where: Where): Promise<SocketsResult> {
  const sizes = { staff: Math.floor(people), children, seconds, cutMs: 3_000, profileFolder: values.profile };
  const result = await benchSockets({ ...where, ...sizes }, stops);
  if (result.lost > 0 || result.doubled > 0 || result.away > 0) process.exitCode = 1;
  return result;
}

async function failover({ root: from, say: tell }: Where): Promise<FailoverResult> {
  const result = await benchFailover({ root: from, say: tell, rounds: Math.floor(rounds) }, stops);
  if (result.lost > 0 || result.doubled > 0) process.exitCode = 1;
  return result;
}

async function voice({ root: from, dataFolder, say: tell }: Where): Promise<VoiceResult> {
  const result = await benchVoice({ root: from, dataFolder, say: tell, talking, waiting, seconds, rate }, stops);
  const isServed = result.routing === undefined || areAllServed(result.routing);
  if (result.failedCalls > 0 || !isServed) process.exitCode = 1;
  return result;
}

/** Stops what was started, the last first, within a minute. Whoever asks again waits for the same end. */
function stopAll(): Promise<void> {
  stopping ??= stopEach();
  return stopping;
}

async function stopEach(): Promise<void> {
  setTimeout(() => {
    console.error("Something did not stop in time.");
    process.exit(1);
  }, STOP_WITHIN_MS).unref();
  for (const stop of stops.reverse()) {
    try {
      await stop();
    } catch (error) {
      console.error(`While stopping: ${String(error)}`);
    }
  }
}
