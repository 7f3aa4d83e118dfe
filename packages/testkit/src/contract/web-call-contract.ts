import { assignChannel } from "@nightlight/commands/channel/manage-channel";
import { beginWebCall } from "@nightlight/commands/call/begin-web-call";
import { endCall } from "@nightlight/commands/call/end-call";
import { fenced, type EngineRun } from "@nightlight/commands/call/fenced";
import { RING_WITHIN_SECONDS, wantWebCall } from "@nightlight/commands/call/want-web-call";
import { beforeEach, describe, expect, test } from "vitest";
import { readState, valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";
import { callScene } from "./call-scene.ts";

/** Calls from pages: what holds in memory and on PostgreSQL. */
export function describeWebCalls(stage: () => Stage): void {
  describe("calls from pages", () => {
    const { running } = callScene(stage);
    let run: EngineRun;
    let channelId: string;
    beforeEach(async () => {
      run = await running();
      channelId = await stage().addChannel("web_call");
    });
    let pages = 0;
    const want = async (engine = run.engine) => {
      const contactId = stage().world.newId();
      const page = `page-${String(++pages)}`;
      const tokenHash = new TextEncoder().encode(`${contactId}/${page}`.padEnd(32, "."));
      const wanted = { name: page, tokenHash, language: "vi", engine } as const;
      const isWanted = await wantWebCall(stage().world, { kind: "child", contactId }, wanted);
      return { contactId, page, isWanted };
    };
    const due = () => fenced(stage().world, run, ({ webCalls }) => webCalls.due(run.engine));
    const ring = async (page: string, callId: string) =>
      beginWebCall(stage().world, run, {
        ...{ callId, channelId, name: page },
        arrivalKey: new TextEncoder().encode(`${run.engine}/${callId}`.padEnd(32, ".")),
      });

    test("the engine learns of it, and of all of them again when it was away", async () => {
      const { page, isWanted } = await want();
      expect(isWanted).toBe(true);
      expect(await due()).toEqual({ wanted: [page], over: [] });
      await fenced(stage().world, run, ({ webCalls }) => webCalls.provisioned(page));
      expect(await due()).toEqual({ wanted: [], over: [] });
      await fenced(stage().world, run, ({ webCalls }) => webCalls.forgetAll(run.engine));
      expect(await due()).toEqual({ wanted: [page], over: [] });
    });

    test("where nobody runs the calls of an engine nothing is wanted", async () => {
      expect((await want("nobody's")).isWanted).toBe(false);
    });

    test("its contact is the one that was promised, from the first ring on and not before; asked twice it is one", async () => {
      const { contactId, page } = await want();
      expect(await ring(page, "one")).toEqual({ contactId, mayGoAhead: false });
      expect(await ring(page, "one")).toEqual({ contactId, mayGoAhead: false });
      expect((await readState(stage(), contactId)).state.status).toBe("queued");
      expect(await fenced(stage().world, run, ({ calls }) => calls.up(run.engine))).toHaveLength(1);
    });

    test("it waits in the queue of the centre that its channel belongs to", async () => {
      const centreId = await stage().addCentre();
      const admin = await stage().addCounsellor({ roles: ["administrator"] });
      valueOf(await assignChannel(stage().world, admin, { channelId, centreId }));
      const { contactId, page } = await want();
      await ring(page, "one");
      expect((await readState(stage(), contactId)).queueId).toBe(centreId);
    });

    test("it rings once, within its time, and under a name that somebody was given", async () => {
      const { page } = await want();
      await ring(page, "one");
      expect(await ring(page, "two")).toBeUndefined();
      expect(await ring("page-nobody", "three")).toBeUndefined();
      const late = await want();
      await stage().forward(RING_WITHIN_SECONDS);
      expect(await ring(late.page, "four")).toBeUndefined();
    });

    test("its account is forgotten when its call is over, or when it never rang; not while they talk", async () => {
      const [{ page: talking, contactId }, { page: silent }] = [await want(), await want()];
      await ring(talking, "one");
      for (const each of [talking, silent])
        await fenced(stage().world, run, ({ webCalls }) => webCalls.provisioned(each));
      expect((await due()).over).toEqual([]);
      await stage().forward(RING_WITHIN_SECONDS + 1);
      // Time has passed for whoever runs the calls, too.
      run = { ...run };
      const now = () => stage().world.transaction({ kind: "system" }, ({ webCalls }) => webCalls.due(run.engine));
      expect((await now()).over).toEqual([silent]);
      await endCall(stage().world, run, { callId: "one", contactId, by: "caller", cause: 16 });
      expect([...(await now()).over].sort()).toEqual([talking, silent].sort());
      await stage().world.transaction({ kind: "system" }, ({ webCalls }) => webCalls.forget(talking));
      expect((await now()).over).toEqual([silent]);
    });
  });
}
