import { setTimeout as sleep } from "node:timers/promises";
import { readOperations } from "./api.ts";
import { makeEvent, openFuzzSocket, type FuzzSocket } from "./events.ts";
import { createFingerprint, differences, type Fingerprint } from "./fingerprint.ts";
import { makeRequest, type FuzzRequest } from "./requests.ts";
import { openSender } from "./send.ts";
import type { FuzzStage } from "./stage.ts";

export type FuzzOptions = {
  readonly seed: number;
  readonly requests: number;
  /** The first request; for repeating one that failed. */
  readonly from: number;
  readonly events: number;
  readonly say: (line: string) => void;
};

/** What a run found. Everything but the first two has to be 0. */
export type FuzzResult = {
  readonly requests: number;
  readonly events: number;
  readonly serverErrors: number;
  readonly changes: number;
  readonly leaks: number;
};

/** What a run did, for whoever wants to know that it reached anything: answers by status. */
export type FuzzReport = { readonly result: FuzzResult; readonly statuses: Readonly<Record<number, number>> };

const CONNECTIONS = 24;
const BATCH = 500;
const FAILURES_SHOWN = 10;
/** A socket may send twenty events a second: more would be dropped before anything looks at them. */
const EVENTS_A_SECOND = 18;
const NAMESPACES = ["/counsellor", "/child"];

/** Attacks a running product, and counts what it should never do. */
export async function runFuzz(stage: FuzzStage, options: FuzzOptions): Promise<FuzzReport> {
  const victims = await victimsOf(stage);
  const print = await createFingerprint(stage.owner, victims);
  const found = createFindings(options);
  const before = await print();
  await attackByRequests(stage, options, found, print);
  await attackByEvents(stage, options, found);
  found.changed(differences(found.last ?? before, await print()), "the socket events");
  for (const failure of stage.failures) found.serverError(failure);
  if (!(await isAlive(stage.origin))) found.serverError("the server no longer answers");
  return { result: { requests: options.requests, events: options.events, ...found.counts }, statuses: found.statuses };
}

async function victimsOf({ owner, contactIds }: FuzzStage): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>("select id from contact where id = any ($1)", [contactIds]);
  return rows.map(({ id }) => id);
}

function createFindings({ say, seed }: FuzzOptions) {
  const counts = { serverErrors: 0, changes: 0, leaks: 0 };
  const statuses: Record<number, number> = {};
  let shown = 0;
  const show = (line: string): void => {
    shown += 1;
    if (shown <= FAILURES_SHOWN) say(line);
  };
  const repeat = (index: number): string =>
    `repeat: npm run fuzz -- --seed ${String(seed)} --from ${String(index)} --requests 1 --events 0`;
  return {
    counts,
    statuses,
    last: undefined as Readonly<Record<string, string>> | undefined,
    answered(request: FuzzRequest, status: number): void {
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status < 500) return;
      counts.serverErrors += 1;
      show(`${String(status)}: ${describe(request)}\n  ${repeat(request.index)}`);
    },
    serverError(what: string): void {
      counts.serverErrors += 1;
      show(what);
    },
    leaked(names: readonly string[], request: FuzzRequest): void {
      counts.leaks += 1;
      show(`leak of ${names.join(", ")}: ${describe(request)}\n  ${repeat(request.index)}`);
    },
    overheard(names: readonly string[], as: string): void {
      counts.leaks += 1;
      show(`leak of ${names.join(", ")} to the socket of ${as}`);
    },
    changed(tables: readonly string[], during: string): void {
      if (tables.length === 0) return;
      counts.changes += 1;
      show(`${tables.join(", ")} changed during ${during}`);
    },
  };
}

type Findings = ReturnType<typeof createFindings>;

async function attackByRequests(
  stage: FuzzStage,
  options: FuzzOptions,
  found: Findings,
  print: Fingerprint,
): Promise<void> {
  const operations = await readOperations(stage.origin);
  const sender = openSender(stage.origin, CONNECTIONS);
  found.last = await print();
  for (let sent = 0; sent < options.requests; sent += BATCH) {
    const first = options.from + sent;
    const size = Math.min(BATCH, options.requests - sent);
    let next = first;
    const work = async (): Promise<void> => {
      while (next < first + size) {
        const request = makeRequest(stage, operations, options.seed, next);
        next += 1;
        const reply = await sender.send(request);
        found.answered(request, reply.status);
        const leaks = stage.find(reply.output);
        if (leaks.length > 0) found.leaked(leaks, request);
      }
    };
    await stage.revive();
    await Promise.all(Array.from({ length: CONNECTIONS }, work));
    const now = await print();
    const range = `requests ${String(first)} to ${String(first + size - 1)} (--seed ${String(options.seed)} --from ${String(first)} --requests ${String(size)})`;
    found.changed(differences(found.last, now), range);
    found.last = now;
    if ((sent / BATCH) % 10 === 9) options.say(`${String(sent + size)} requests`);
  }
  sender.close();
}

async function attackByEvents(stage: FuzzStage, options: FuzzOptions, found: Findings): Promise<void> {
  if (options.events === 0) return;
  const sockets: FuzzSocket[] = stage.attackers.flatMap((attacker) =>
    NAMESPACES.map((namespace) => openFuzzSocket(stage.origin, attacker, namespace)),
  );
  await sleep(500); // those with a valid proof are in by then; the others try for ever
  for (let sent = 0; sent < options.events;) {
    const round = Math.min(options.events - sent, sockets.length * EVENTS_A_SECOND);
    for (let index = sent; index < sent + round; index += 1) {
      const socket = sockets[index % sockets.length];
      socket?.send(makeEvent(stage, socket.as, options.seed, index));
    }
    sent += round;
    await sleep(1_000);
  }
  for (const socket of sockets) {
    const leaks = stage.find(socket.heard.join("\n"));
    if (leaks.length > 0) found.overheard(leaks, socket.as);
    socket.close();
  }
}

async function isAlive(origin: string): Promise<boolean> {
  return fetch(`${origin}/readyz`).then(
    (reply) => reply.status === 200,
    () => false,
  );
}

function describe({ as, method, path, headers, body }: FuzzRequest): string {
  const shown = JSON.stringify({ ...headers, authorization: undefined, cookie: undefined });
  return `${as}: ${method} ${path.slice(0, 200)} ${shown.slice(0, 300)} ${(body ?? "").slice(0, 300)}`;
}
