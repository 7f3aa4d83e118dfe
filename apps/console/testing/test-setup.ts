import { callInRoutes } from "@nightlight/contracts/counsellor/call-in";
import { handoverRoutes } from "@nightlight/contracts/counsellor/handover";
import { restRoutes } from "@nightlight/contracts/counsellor/rest";
import { softphoneRoutes } from "@nightlight/contracts/counsellor/softphone";
import { rosterRoutes } from "@nightlight/contracts/supervisor/roster";
import { setUpTests } from "@nightlight/door/testing/set-up-tests";
import { stub } from "@nightlight/door/testing/stub-server";
import { beforeEach } from "vitest";
import { forgetPerson } from "../src/app/forget-person.ts";

setUpTests(forgetPerson);

// Asked in every room; nothing unless a test says so.
beforeEach(() => {
  stub(handoverRoutes.read, () => ({ opensAt: null, endsAt: null, owned: [], asked: [], reliefs: [] }));
  stub(softphoneRoutes.want, () => ({ softphone: null }));
  stub(restRoutes.read, () => ({ until: null, isAsked: false }));
  stub(rosterRoutes.alarms, () => ({ gaps: [], raised: [] }));
  stub(rosterRoutes.week, () => ({
    now: "2026-03-02T01:00:00.000Z",
    answerSeconds: 120,
    shifts: [],
    people: [],
    gaps: [],
  }));
  stub(callInRoutes.read, () => ({ callIn: null }));
});
