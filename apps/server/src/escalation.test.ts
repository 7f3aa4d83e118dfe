import { receivedEscalationRoutes as received } from "@nightlight/contracts/authority/escalation";
import { AUTHORITY_NAMESPACE } from "@nightlight/contracts/authority/realtime";
import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { ring } from "@nightlight/commands/clock/ring";
import { applyCommand } from "@nightlight/commands/contact/change-contact";
import { connect } from "@nightlight/database/connection";
import { createSealing } from "@nightlight/database/sealing";
import { createWorld } from "@nightlight/database/world";
import type { Staff } from "@nightlight/domain/access/access";
import { escalate } from "@nightlight/testkit/escalation-scene";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { isRedisMissing } from "@nightlight/testkit/redis";
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  goOnline,
  openChild,
  openDesk,
  startTestServer,
  take,
  type Child,
  type Desk,
  type Profile,
  type TestServer,
} from "./test-server.ts";

const BA_DINH = "00004";
describe.each(["without Redis", "with Redis"] as const satisfies readonly Profile[])("escalation, %s", (profile) => {
  describe.skipIf(isPostgresMissing() || (profile === "with Redis" && isRedisMissing()))("on the whole program", () => {
    let server: TestServer;
    let owner: Client;
    let lan: Desk;
    let mai: Desk;
    let child: Child;
    let contactId: string;
    const sockets: Socket[] = [];

    beforeAll(async () => {
      server = await startTestServer(profile);
      owner = new Client({ connectionString: server.ownerUrl });
      await owner.connect();
      lan = await openDesk(server.origin, "lan");
      mai = await openDesk(server.origin, "can-bo");
      await goOnline(lan);
      child = await openChild(server.origin, { text: "cô ơi" });
      contactId = (await take(lan, await lan.nextOffer())).summary.id;
      await write(`child.aaaaaaaa.incidentPlace`, BA_DINH);
      await server.running.dependencies.world.transaction(asLan(), async (store) => {
        const locked = await store.contacts.lock(contactId);
        if (locked === undefined) throw new Error("The contact is gone");
        const raised = { type: "raise-risk", changeId: randomUUID(), level: "P2", by: lan.me.id } as const;
        await applyCommand(store, locked, raised);
      });
    }, 60_000);
    afterAll(async () => {
      for (const socket of sockets) socket.disconnect();
      for (const each of [lan, mai, child]) each.close();
      await owner.end();
      await server.stop();
    });

    const asLan = (): Staff => ({ kind: "staff", id: lan.me.id, sessionId: randomUUID(), roles: ["counsellor"] });
    const write = (path: string, value: string) =>
      server.running.dependencies.world.transaction(asLan(), ({ records }) =>
        records.save(contactId, path, value, 0, 2),
      );
    const read = (escalationId: string) => lan.call(escalationRoutes.read, { params: { escalationId } });
    const until = async (what: () => Promise<boolean>): Promise<void> => {
      const deadline = performance.now() + 10_000;
      while (!(await what())) {
        if (performance.now() > deadline) throw new Error("It did not come to that in time");
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    /** Rungs of an escalation as the log holds them, oldest first. */
    const rungs = async (id: string): Promise<string[]> => {
      const { rows } = await owner.query<{ rung: string }>(
        "select data ->> 'rung' as rung from event where subject = 'escalation' and subject_id = $1 and data ? 'rung' order by seq",
        [id],
      );
      return rows.map(({ rung }) => rung);
    };
    const longAgo = async (): Promise<Date> => {
      const { rows } = await owner.query<{ at: Date }>("select clock_timestamp() - interval '13 hours' as at");
      if (rows[0] === undefined) throw new Error("The database did not tell the time");
      return rows[0].at;
    };
    const overdue = async () =>
      escalate(server.running.dependencies.world, asLan(), contactId, unitOf(BA_DINH), {
        receivedAt: await longAgo(),
      });
    const unitOf = (code: string): string => units.get(code) ?? "";
    const units = new Map<string, string>();
    beforeAll(async () => {
      const { rows } = await owner.query<{ id: string; place_code: string }>(
        "select id, place_code from authority where kind = 'peoples_committee' and level = 'commune'",
      );
      for (const { id, place_code: code } of rows) units.set(code, id);
    });

    test("proposed, shown, sent while the child writes, seen at once, answered, reported, accepted", async () => {
      const told: unknown[] = [];
      const socket = io(server.origin + AUTHORITY_NAMESPACE, {
        transports: ["websocket"],
        extraHeaders: { cookie: mai.cookie },
        forceNew: true,
      });
      sockets.push(socket);
      socket.on("escalation:changed", (notice: unknown) => told.push(notice));
      await new Promise<void>((resolve) => socket.once("connect", () => resolve()));

      const params = { contactId };
      const proposal = await lan.call(escalationRoutes.propose, { params, query: {} });
      expect(proposal.authority?.id).toBe(unitOf(BA_DINH));
      expect(proposal.because).toBe("incident_place");
      const sent = await lan.call(escalationRoutes.send, {
        params,
        body: {
          key: "the-first-one",
          authorityId: proposal.authority?.id ?? "",
          contentHash: proposal.contentHash ?? "",
          confirm: "P2",
          withoutConsent: "danger",
          callBy: null,
        },
      });
      const escalationId = sent.id;
      expect(sent.content).toEqual(proposal.content);
      await until(async () => told.length > 0);
      expect(JSON.stringify(told)).not.toContain(contactId);

      const { escalations } = await mai.call(received.inbox, { query: { state: "open" } });
      expect(escalations.map(({ id }) => id)).toEqual([escalationId]);
      const seen = await mai.call(received.read, { params: { escalationId } });
      expect(seen.content).toEqual(proposal.content);
      expect((await read(escalationId)).status).toBe("sent");
      await mai.call(received.seen, { params: { escalationId } });
      await lan.next("escalation:changed");
      expect((await read(escalationId)).seenAt).not.toBeNull();
      await mai.call(received.acknowledge, { params: { escalationId } });
      const body = { key: "a-first-report", text: "Đã gặp trẻ." };
      const reported = await mai.call(received.report, { params: { escalationId }, body });
      expect(reported.status).toBe("reported");
      const reportId = reported.reports[0]?.id ?? "";
      const closed = await lan.call(escalationRoutes.accept, { params: { escalationId, reportId } });
      expect(closed.status).toBe("closed");
      expect((await mai.call(received.inbox, { query: { state: "open" } })).escalations).toEqual([]);
    }, 30_000);

    test("its clocks ring by themselves, and each rung is climbed once, whoever else rings", async () => {
      const { id } = await overdue();
      const { world } = server.running.dependencies;
      await until(async () => (await rungs(id)).includes("legal.emergency_measures.breach"));
      await Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          ring(world, { subject: n % 2 === 0 ? "escalation.ack" : "escalation.act", subjectId: id }),
        ),
      );
      const climbed = await rungs(id);
      expect(climbed).toHaveLength(new Set(climbed).size);
      expect(climbed.toSorted()).toEqual(["ack.breach", "act.breach", "legal.emergency_measures.breach"]);
      expect((await read(id)).needsBreachReason).toBe(true);
      const { rows } = await owner.query(
        "select from audit_log where action = 'escalation.breached' and subject_id = $1",
        [id],
      );
      expect(rows).toHaveLength(3);
    }, 30_000);

    test("the log itself holds a rung once: a second one cannot be written, by anybody", async () => {
      const { id } = await overdue();
      await until(async () => (await rungs(id)).includes("ack.breach"));
      const twice = owner.query(
        `insert into event (subject, subject_id, version, type, data, actor_kind, at)
         select subject, subject_id, 999, type, data, actor_kind, at from event
         where subject_id = $1 and data ->> 'rung' = 'ack.breach'`,
        [id],
      );
      await expect(twice).rejects.toThrow(/rung_once/u);
    }, 30_000);

    test("what a program left behind that died right after its commit is rung by another", async () => {
      const { id } = await escalateAndDie();
      await until(async () => (await rungs(id)).length >= 3);
      const climbed = await rungs(id);
      expect(climbed).toHaveLength(new Set(climbed).size);
    }, 60_000);

    /** As a program would that was killed right after its commit: nothing was announced, no job was set. */
    async function escalateAndDie() {
      const database = connect({ url: server.config.databaseUrl });
      const sealing = createSealing(server.config.keyRing);
      const world = createWorld({ database, sealing, onCommitted: () => undefined });
      const sent = await escalate(world, asLan(), contactId, unitOf(BA_DINH), {
        receivedAt: await longAgo(),
      });
      await database.close();
      return sent;
    }
  });
});
