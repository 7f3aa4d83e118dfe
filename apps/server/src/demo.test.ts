import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { audit } from "@nightlight/database/auditor";
import { connect } from "@nightlight/database/connection";
import type { Chance } from "@nightlight/database/demo/chance";
import { STORIES } from "@nightlight/database/demo/stories/all-stories";
import { drawScript, scriptOf, type ChildScript } from "@nightlight/simulation/demo/children/child-script";
import { machinePace } from "@nightlight/simulation/demo/pace";
import { runDemo, type RunningDemo } from "@nightlight/simulation/demo/run-demo";
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { goOnline, openDesk, startTestServer, type Desk, type TestServer } from "./test-server.ts";

let server: TestServer;
let owner: Client;
beforeAll(async () => {
  server = await startTestServer();
  owner = new Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

/** An hour in which two counsellors can keep up at this speed. */
const NIGHT = new Date("2026-11-18T19:30:00Z");
const PATIENCE_MS = 90_000;

const stops: AbortController[] = [];
const demos: RunningDemo[] = [];
afterEach(async () => {
  for (const each of stops.splice(0)) each.abort();
  await Promise.all(demos.splice(0).map(({ done }) => done));
});

/** Where the demos stand, for whoever has to find out why. */
function told(): string {
  return demos.map((demo) => JSON.stringify(demo.counts())).join(" ");
}

/** Resolves once it is so. */
async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`it never came to this: ${what}; ${told()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Every second child has a story, each kind in its turn; the others come as the load model draws them. */
function draw(number: number, chance: Chance, byWeb: boolean): ChildScript {
  if (number % 2 !== 0) return drawScript(byWeb ? "webchat" : "zalo", chance);
  const keys = ["beaten-at-home", "birth-certificate", "grief"];
  const story = STORIES.find(({ key }) => key === keys[(number / 2) % keys.length]);
  if (story === undefined) throw new Error("the bank has lost a story");
  return scriptOf(story, chance);
}

/** The conversation of somebody who has just sat down: one that the script left on the desk, or the next that is offered. */
async function talk({ call, socket }: Desk): Promise<string> {
  for (;;) {
    const { contacts, offers } = await call(contactRoutes.desk, {});
    const running = contacts.find(({ status }) => status === "active");
    if (running !== undefined) return running.id;
    for (const { id, status, version } of contacts) {
      const params = { contactId: id };
      const body = { disposition: "left_early", version } as const;
      if (status === "wrap_up") await call(contactRoutes.close, { params, body });
    }
    for (const { id } of offers) {
      const params = { offerId: id };
      await socket.emitWithAck("offer:shown", params);
      // The child may have gone: then there is another.
      await call(contactRoutes.accept, { params }).catch(() => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function count(sql: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(`select count(*)::int as count from ${sql}`);
  return rows[0]?.count ?? -1;
}

function play(seed: number): { readonly stop: AbortController; readonly demo: RunningDemo } {
  const stop = new AbortController();
  const pace = { ...machinePace(120), demoTime: () => NIGHT };
  const demo = runDemo({ origin: server.origin, speed: 120, seed, stop: stop.signal, draw, pace });
  stops.push(stop);
  demos.push(demo);
  return { stop, demo };
}

test(
  "children come through every state, a person gets the seat and is talked with, and Ctrl-C leaves nobody behind",
  { timeout: 240_000 },
  async () => {
    const { stop, demo } = play(7);
    const endings = () => Object.keys(demo.counts().endings);

    await until("two scripted seats", () => demo.counts().seats === 2);
    await until("silence, a talk, a question, a matter for an office", () =>
      ["silent", "counselled", "information", "referred"].every((ending) => endings().includes(ending)),
    );
    expect(demo.counts().escalated).toBeGreaterThan(0);
    await until("an office answered", async () => (await count("event where type = 'escalation_seen'")) > 0);
    const level = await owner.query("select from contact where risk ->> 'computed' is not null limit 1");
    expect(level.rowCount).toBe(1);

    const lan = await openDesk(server.origin, "lan");
    await until("the script gave up Lan's seat", () => demo.counts().seatsOfPersons === 1);
    expect(
      await count("session s join person p on p.id = s.person_id where p.username = 'lan' and s.ended_at is null"),
    ).toBe(1);
    await goOnline(lan);
    const contactId = await talk(lan);
    const spoken = async (): Promise<string[]> => {
      const { messages } = await lan.call(contactRoutes.read, { params: { contactId } });
      return messages.filter(({ from }) => from === "counsellor").map(({ text }) => text);
    };
    const before = await spoken();
    const text = "Chào em, em mấy tuổi rồi?";
    await lan.call(contactRoutes.post, { params: { contactId }, body: { clientKey: randomUUID(), text } });
    const { over } = demo.counts();
    await until("others come and go meanwhile", () => demo.counts().over > over + 2);
    expect(await spoken(), "no script speaks in Lan's place").toEqual([...before, text]);
    expect(demo.counts().seatsOfPersons).toBe(1);

    expect(demo.counts().failures).toEqual({});
    const stoppedAt = performance.now();
    stop.abort();
    await demo.done;
    expect(performance.now() - stoppedAt).toBeLessThan(10_000);
    // What a person holds stays theirs to finish; their child has gone.
    await until("nobody waits or talks", async () => {
      const open = "status in ('queued', 'offered', 'active', 'closing', 'orphaned')";
      return (await count(`contact where ${open}`)) === 0;
    });
    await until("no script holds a lease", async () => {
      const held = "lease l join person p on p.id = l.counsellor_id where l.lost_at is null and p.username <> 'lan'";
      return (await count(held)) === 0;
    });
    expect(
      await count("session s join person p on p.id = s.person_id where s.ended_at is null and p.username <> 'lan'"),
    ).toBe(0);
    const database = connect({ url: server.config.databaseUrl, nodeId: randomUUID() });
    expect(await audit(database)).toEqual([]);
    await database.close();
    await lan.call(sessionRoutes.signOut, {});
    lan.close();
  },
);

test("it can be started again, and stops while it is still beginning", { timeout: 120_000 }, async () => {
  const { stop, demo } = play(8);
  await until("a seat is taken again", () => demo.counts().seats > 0);
  stop.abort();
  await demo.done;
  expect(demo.counts()).toMatchObject({ waiting: 0, running: 0, failures: {} });
  expect(await count("session where ended_at is null")).toBe(0);
});
