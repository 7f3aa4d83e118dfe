import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createLog } from "./dependencies.ts";
import { mayScrape } from "./metrics/may-scrape.ts";
import { gatewayHeaders, goOnline, openDesk, startTestServer, take, type TestServer } from "./test-server.ts";

const TOKEN = "a-token-of-the-house-0123456789";

/** A request from an address, with headers. */
function from(remoteAddress: string, headers: Record<string, string> = {}): Parameters<typeof mayScrape>[0] {
  return { headers, raw: { socket: { remoteAddress } } } as unknown as Parameters<typeof mayScrape>[0];
}

describe("who may read the metrics", () => {
  const trial = { mode: "trial", metricsToken: undefined } as const;
  const guarded = { mode: "trial", metricsToken: TOKEN } as const;

  test("in a trial without a token: this machine itself, and nobody through a proxy", () => {
    expect(mayScrape(from("127.0.0.1"), trial)).toBe(true);
    expect(mayScrape(from("::1"), trial)).toBe(true);
    expect(mayScrape(from("10.0.0.7"), trial)).toBe(false);
    for (const header of ["x-forwarded-for", "forwarded", "x-real-ip", "via"]) {
      expect(mayScrape(from("127.0.0.1", { [header]: "203.0.113.9" }), trial)).toBe(false);
    }
  });

  test("with a token: whoever shows it, from anywhere, and nobody else", () => {
    expect(mayScrape(from("10.0.0.7", { authorization: `Bearer ${TOKEN}` }), guarded)).toBe(true);
    expect(mayScrape(from("127.0.0.1"), guarded)).toBe(false);
    expect(mayScrape(from("10.0.0.7", { authorization: `Bearer ${TOKEN}x` }), guarded)).toBe(false);
  });

  test("in production without a token: nobody", () => {
    expect(mayScrape(from("127.0.0.1"), { mode: "production", metricsToken: undefined })).toBe(false);
  });
});

describe.skipIf(isPostgresMissing())("the metrics of a running server", () => {
  const lines: string[] = [];
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer("without Redis", createLog("debug", { write: (line) => lines.push(line) }));
  });
  afterAll(() => server.stop());

  const scrape = async (): Promise<string> => (await fetch(`${server.origin}/metrics`)).text();
  const arrive = (key: string): Promise<Response> =>
    fetch(`${server.origin}/api/carriers/contacts`, {
      method: "POST",
      headers: { "content-type": "application/json", ...gatewayHeaders(key) },
      body: JSON.stringify({ text: "Con muốn hỏi", language: "vi" }),
    });
  const ids = () => lines.map((line) => JSON.parse(line) as { msg: string; requestId?: string });

  test("a clock that rings names the request that it follows from, in the log", async () => {
    const lan = await openDesk(server.origin, "lan");
    await goOnline(lan);
    const reply = await arrive("metrics-rings");
    const requestId = reply.headers.get("x-request-id");
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/u);
    await lan.nextOffer();
    // Never shown: the network's fault, said by its clock after two seconds.
    await vi.waitFor(() => expect(ids()).toContainEqual(expect.objectContaining({ msg: "a clock rang", requestId })), {
      timeout: 10_000,
    });
    expect(ids()).toContainEqual(expect.objectContaining({ msg: "answered", requestId }));
    lan.close();
  });

  test("what a screen says over its line names its own request, down to the job that it sets", async () => {
    const lan = await openDesk(server.origin, "lan");
    await goOnline(lan);
    const add = vi.spyOn(server.running.dependencies.jobs, "add");
    await lan.socket.emitWithAck("offer:shown", { offerId: (await lan.nextOffer()).id });
    const answered = () =>
      lines
        .map((line) => JSON.parse(line) as { event?: string; requestId?: string })
        .findLast(({ event }) => event === "offer:shown");
    await vi.waitFor(() => expect(answered()?.requestId).toMatch(/^[0-9a-f-]{36}$/u));
    const requestId = answered()?.requestId;
    await vi.waitFor(() =>
      expect(add.mock.calls.map(([, job]) => job)).toContainEqual(expect.objectContaining({ requestId })),
    );
    add.mockRestore();
    lan.close();
  });

  test("count what happened: waits, offers, answers, clocks, invariants, the loop; and name nobody", async () => {
    const lan = await openDesk(server.origin, "lan");
    await goOnline(lan);
    const view = await take(lan, await lan.nextOffer());
    const text = await scrape();
    expect(text).toMatch(/nightlight_wait_seconds_count\{lane="normal"\} 1\n/u);
    expect(text).toMatch(/nightlight_offers_ended_total\{end="accepted"\} 1\n/u);
    expect(text).toMatch(/nightlight_offers_ended_total\{end="undeliverable"\} \d+\n/u);
    expect(text).toMatch(/nightlight_contacts\{status="active",lane="normal"\} 1\n/u);
    expect(text).toMatch(
      /nightlight_http_answer_seconds_count\{method="POST",route="\/api\/offers\/:offerId\/accept",status="200"\} 1\n/u,
    );
    expect(text).toMatch(/nightlight_clock_late_seconds_count\{by="(timer|sweep)"\} [1-9]/u);
    expect(text).toMatch(/nightlight_invariant_violations\{invariant="I1"\} 0\n/u);
    expect(text).toMatch(/nightlight_loop_delay_seconds\{quantile="0.99"\} [0-9.]+\n/u);
    expect(text).toMatch(/nightlight_sockets\{audience="counsellors"\} 1\n/u);
    expect(text).toMatch(/nightlight_database_reachable 1\n/u);
    expect(text).toMatch(/nightlight_callbacks\{state="ready"\} 0\n/u);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/u);
    expect(text).not.toContain(lan.me.displayName);
    await lan.call(contactRoutes.end, {
      params: { contactId: view.summary.id },
      body: { version: view.summary.version },
    });
    lan.close();
  });

  test("files of ours are one label, however many there are and whatever they are called", async () => {
    await fetch(`${server.origin}/api/docs/static/index.html`);
    const text = await scrape();
    expect(text).toMatch(/nightlight_http_answer_seconds_count\{method="GET",route="files",status="200"\} [1-9]/u);
    expect(text).not.toContain("/api/docs/static");
  });

  test("a refusal is counted by its code", async () => {
    await fetch(`${server.origin}/api/nothing/here`);
    expect(await scrape()).toMatch(/nightlight_refusals_total\{code="not-found"\} [1-9]/u);
  });

  test.each(["infra/grafana/nightlight.json", "infra/grafana/alerts.yml", "docs/operators/metrics.md"])(
    "%s asks for none that is not there, and the page explains all",
    async (file) => {
      const asked = readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8").match(/nightlight_[a-z_]+/gu);
      const there = [...(await scrape()).matchAll(/^# HELP (\S+)/gmu)].map(([, name]) => name);
      const names = [...new Set(asked)].map((name) => name.replace(/_(bucket|count|sum)$/u, ""));
      expect(there).toEqual(expect.arrayContaining(names));
      if (file.endsWith(".md")) expect(names).toEqual(expect.arrayContaining(there));
    },
  );

  test("what comes through a proxy does not find them", async () => {
    const reply = await fetch(`${server.origin}/metrics`, { headers: { "x-forwarded-for": "203.0.113.9" } });
    expect(reply.status).toBe(404);
  });
});
