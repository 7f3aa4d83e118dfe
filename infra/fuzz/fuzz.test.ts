import "../vitest/provided.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createCanaryFinder, makeCanary } from "@nightlight/simulation/canary/canaries";
import type { Client } from "pg";
import { afterEach, describe, expect, inject, test } from "vitest";
import type { Stops } from "../bench/services.ts";
import { chanceOf } from "./chance.ts";
import { makeEvent } from "./events.ts";
import { makeRequest } from "./requests.ts";
import { runFuzz } from "./run.ts";
import { openFuzzStage, type FuzzStage } from "./stage.ts";

const ID = "0190f000-0000-7000-8000-00000000beef";
const OPERATIONS = {
  paths: {
    "/api/things/{id}": {
      post: {
        tags: ["public"],
        parameters: [{ name: "id", in: "path", schema: { type: "string", format: "uuid" } }],
        requestBody: {
          content: { "application/json": { schema: { type: "object", properties: { text: { type: "string" } } } } },
        },
      },
    },
  },
};
const canary = makeCanary("secret", (digits) => "a1b2c3d4e5f6a7".slice(0, digits));
const stops: Stops = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A program that answers as it is told, over a database that looks as it is told. */
async function aProgram(answer: (asked: IncomingMessage) => { status: number; body: string }, print = () => "same") {
  const server = createServer((asked, reply) => {
    const isDocument = asked.url === "/api/docs/json" || asked.url === "/readyz";
    const { status, body } = isDocument ? { status: 200, body: JSON.stringify(OPERATIONS) } : answer(asked);
    asked.resume();
    reply.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => server.close());
  const query = async (text: string) => {
    if (text.includes("information_schema")) return { rows: [{ name: "contact", column: "id" }] };
    return { rows: text.includes("select id from contact") ? [{ id: ID }] : [{ print: print() }] };
  };
  const stage: FuzzStage = {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    owner: { query } as unknown as Client,
    attackers: [{ name: "nobody", kind: "nobody", role: undefined, proof: {}, token: "x".repeat(43) }],
    ids: [ID],
    contactIds: [ID],
    find: createCanaryFinder([canary]),
    revive: async () => undefined,
    failures: [],
  };
  const said: string[] = [];
  const options = { seed: 7, requests: 40, from: 0, events: 0, say: (line: string) => said.push(line) };
  return { stage, run: async () => (await runFuzz(stage, options)).result, said };
}

describe("a program that", () => {
  test("refuses everything is found to be in order", async () => {
    const { run } = await aProgram(() => ({ status: 404, body: "{}" }));
    expect(await run()).toEqual({ requests: 40, events: 0, serverErrors: 0, changes: 0, leaks: 0 });
  });

  test("breaks is found, with the way to repeat it", async () => {
    const { run, said } = await aProgram(({ method }) => ({ status: method === "POST" ? 500 : 404, body: "{}" }));
    expect((await run()).serverErrors).toBeGreaterThan(30);
    expect(said[0]).toMatch(/^500: nobody: POST [\s\S]+npm run fuzz -- --seed 7 --from \d+ --requests 1 --events 0$/u);
  });

  test("gives words away is found, also when they are encoded", async () => {
    const body = Buffer.from(`{"text":"${canary.text}"}`).toString("base64");
    const { run } = await aProgram(() => ({ status: 200, body }));
    expect((await run()).leaks).toBe(40);
  });

  test("changes a foreign record is found", async () => {
    let prints = 0;
    const { run, said } = await aProgram(
      () => ({ status: 404, body: "{}" }),
      () => String((prints += 1) > 4),
    );
    expect((await run()).changes).toBe(1);
    expect(said.join("\n")).toContain("changed during requests 0 to 39 (--seed 7 --from 0 --requests 40)");
  });
});

describe("what is sent", () => {
  test("is the same for the same seed and number, and something else for another", async () => {
    const { stage } = await aProgram(() => ({ status: 404, body: "" }));
    const operation = { method: "GET", path: "/api/things/{id}", parameters: [], body: undefined, tags: ["public"] };
    const make = (seed: number, index: number) => makeRequest(stage, [operation], seed, index);
    expect(make(1, 4711)).toEqual(make(1, 4711));
    const all = Array.from({ length: 200 }, (_, index) => JSON.stringify({ ...make(1, index), index: 0 }));
    expect(new Set(all).size).toBeGreaterThan(150);
    expect(makeEvent(stage, "nobody", 1, 5)).toEqual(makeEvent(stage, "nobody", 1, 5));
  });

  test("is drawn evenly", () => {
    const drawn = Array.from({ length: 4_000 }, (_, index) => chanceOf(1, index).below(4));
    for (const value of [0, 1, 2, 3]) {
      const share = drawn.filter((each) => each === value).length / drawn.length;
      expect(share).toBeGreaterThan(0.2);
      expect(share).toBeLessThan(0.3);
    }
  });
});

describe.skipIf(!inject("services").postgres)("the product", () => {
  test("gives nothing away, changes nothing and does not break: a small run", { timeout: 120_000 }, async () => {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const dataFolder = mkdtempSync(join(tmpdir(), "nightlight-fuzz-"));
    stops.push(() => rmSync(dataFolder, { recursive: true, force: true }));
    const said: string[] = [];
    const stage = await openFuzzStage({ root, dataFolder, seed: 20_260 }, stops);
    const options = { seed: 20_260, requests: 2_000, from: 0, events: 700, say: (line: string) => said.push(line) };
    const { result, statuses } = await runFuzz(stage, options);
    expect(said, said.join("\n")).toEqual([]);
    expect(result).toEqual({ requests: 2_000, events: 700, serverErrors: 0, changes: 0, leaks: 0 });
    // It reached what lies behind the doors, too.
    expect((statuses[200] ?? 0) + (statuses[201] ?? 0)).toBeGreaterThan(50);
    expect(statuses[404] ?? 0).toBeGreaterThan(50);
  });
});
