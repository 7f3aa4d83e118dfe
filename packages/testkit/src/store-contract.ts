import { beforeEach, describe } from "vitest";
import { describeAudit } from "./contract/audit-contract.ts";
import { describeAuthorities } from "./contract/authority-contract.ts";
import { describeBarring } from "./contract/barring-contract.ts";
import { describeReading } from "./contract/reading-contract.ts";
import { describeByHand } from "./contract/by-hand-contract.ts";
import { describeMoves } from "./contract/move-contract.ts";
import { describeTaking } from "./contract/take-contract.ts";
import { describeSteppingIn } from "./contract/step-in-contract.ts";
import { describeBoundaries } from "./contract/boundary-contract.ts";
import { describeContacts } from "./contract/contact-contract.ts";
import { describeChannels } from "./contract/channel-contract.ts";
import { describePacing } from "./contract/pacing-contract.ts";
import { describePolicy } from "./contract/policy-contract.ts";
import { describePlaces } from "./contract/place-contract.ts";
import { describeDirectory } from "./contract/directory-contract.ts";
import { describeEntry } from "./contract/entry-contract.ts";
import { describeCallIns } from "./contract/call-in-contract.ts";
import { describeCentres } from "./contract/centre-contract.ts";
import { describeRestrictions } from "./contract/restriction-contract.ts";
import { describeEscalations } from "./contract/escalation-contract.ts";
import { describePeople } from "./contract/people-contract.ts";
import { describePresence } from "./contract/presence-contract.ts";
import { describeSearch } from "./contract/search-contract.ts";
import { describeLocation } from "./contract/location-contract.ts";
import { describeRisk } from "./contract/risk-contract.ts";
import { describeRoster } from "./contract/roster-contract.ts";
import { describeRouting } from "./contract/routing-contract.ts";
import { describeShifts } from "./contract/shift-contract.ts";
import { describeCalls } from "./contract/call-contract.ts";
import { describeRecordings } from "./contract/recording-contract.ts";
import { describeVoicemail } from "./contract/voicemail-contract.ts";
import { describeWebCalls } from "./contract/web-call-contract.ts";
import { describeCallsOut } from "./contract/call-out-contract.ts";
import { describeThirdParties } from "./contract/third-party-contract.ts";
import { describeOutsideCalls } from "./contract/outside-call-contract.ts";
import { describeListening } from "./contract/listen-contract.ts";
import { describePromisedCalls } from "./contract/promised-call-contract.ts";
import { describeSkills } from "./contract/skill-contract.ts";
import { describeTalk } from "./contract/talk-contract.ts";
import { describeWords } from "./contract/words-contract.ts";
import type { Stage } from "./stage.ts";

/** What every store has to keep. One suite for the one in memory and for PostgreSQL, so that the fake cannot lie. */
export function describeStore(name: string, makeStage: () => Promise<Stage>): void {
  describe(name, () => {
    let current: Stage | undefined;
    const stage = (): Stage => {
      if (current === undefined) throw new Error("The stage is not set");
      return current;
    };
    beforeEach(async () => {
      current = await makeStage();
    });
    describe("contacts", () => {
      describeContacts(stage);
    });
    describe("offers, places and clocks", () => {
      describeRouting(stage);
      describeCentres(stage);
      describeSkills(stage);
      describeCallIns(stage);
    });
    describe("what supervisors move, release and force", () => {
      describeMoves(stage);
      describeTaking(stage);
      describeSteppingIn(stage);
    });
    describe("presence and the floor", () => {
      describePresence(stage);
    });
    describe("the end of a shift", () => {
      describeShifts(stage);
    });
    describe("the roster", () => {
      describeRoster(stage);
    });
    describe("the lane that a contact enters by", () => {
      describeEntry(stage);
      describeRestrictions(stage);
    });
    describe("words and records", () => {
      describeWords(stage);
    });
    describe("levels of risk", () => {
      describeRisk(stage);
    });
    describe("pauses, transfers and calls", () => {
      describeTalk(stage);
      describePromisedCalls(stage);
      describeCalls(stage);
      describeCallsOut(stage);
      describeOutsideCalls(stage);
      describeThirdParties(stage);
      describeVoicemail(stage);
      describeRecordings(stage);
      describeWebCalls(stage);
      describeListening(stage);
    });
    describe("asking the police for a place", () => {
      describeLocation(stage);
    });
    describe("contacts recorded by hand", () => {
      describeByHand(stage);
    });
    describe("people", () => {
      describePeople(stage);
    });
    describe("the policy", () => {
      describePolicy(stage);
      describePacing(stage);
    });
    describe("places", () => {
      describePlaces(stage);
    });
    describe("channels and their keys", () => {
      describeChannels(stage);
    });
    describe("the audit log", () => {
      describeAudit(stage);
    });
    describe("bars", () => {
      describeBarring(stage);
    });
    describe("authorities", () => {
      describeAuthorities(stage);
      describeDirectory(stage);
    });
    describe("escalations", () => {
      describeEscalations(stage);
    });
    describe("openings and the log of readings", () => {
      describeReading(stage);
    });
    describe("search and previous contacts", () => {
      describeSearch(stage);
    });
    describe("who sees what, who is told", () => {
      describeBoundaries(stage);
    });
  });
}
