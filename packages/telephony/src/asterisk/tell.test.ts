import { describe, expect, test } from "vitest";
import type { AriChannel, AriMessage } from "./ari-messages.ts";
import type { Known } from "./known.ts";
import { legChannel } from "./names.ts";
import { tellOf } from "./tell.ts";

const channel = (id: string, number = "0912345678"): AriChannel => ({
  ...{ id, name: "PJSIP/trunk-00000001", state: "Ring", caller: { number }, dialplan: { context: "from-trunk" } },
});
const rings = (number?: string): AriMessage => ({
  ...{ type: "StasisStart", channel: channel("one", number), args: ["inbound", "111"] },
});
const nothing = (): Known => ({ calls: new Map(), legs: new Map() });

/** Everything that Asterisk tells of a channel or of something played to it, about ones that nobody knows. */
const OF_STRANGERS: readonly AriMessage[] = ["stranger", legChannel("stranger")].flatMap((id): AriMessage[] => [
  { type: "StasisStart", channel: channel(id), args: ["dialled"] },
  { type: "StasisStart", channel: channel(id), args: [] },
  { type: "StasisEnd", channel: channel(id) },
  { type: "ChannelStateChange", channel: { ...channel(id), state: "Ringing" } },
  { type: "ChannelHangupRequest", channel: channel(id), cause: 16 },
  { type: "ChannelDestroyed", channel: channel(id), cause: 16 },
  { type: "ChannelDtmfReceived", channel: channel(id), digit: "1" },
  { type: "ChannelHold", channel: channel(id) },
  { type: "ChannelUnhold", channel: channel(id) },
  { type: "PlaybackFinished", playback: { id: "a", state: "done", target_uri: `channel:${id}` } },
]);

describe("what Asterisk tells", () => {
  test.each(OF_STRANGERS)("of a channel that nobody knows means nothing: $type $channel.id", (message) => {
    const known = nothing();
    expect(tellOf(message, known)).toEqual([]);
    expect(known).toEqual(nothing());
  });

  test("twice is told once: a first ring, and an end by whichever word comes first", () => {
    const known = nothing();
    expect(tellOf(rings(), known)).toHaveLength(1);
    const call = known.calls.get("one");
    if (call !== undefined) call.hasMusic = true;
    expect(tellOf(rings(), known)).toEqual([]);
    expect(known.calls.get("one")?.hasMusic).toBe(true);
    expect(tellOf({ type: "StasisEnd", channel: channel("one") }, known)).toMatchObject([{ type: "call.ended" }]);
    expect(tellOf({ type: "ChannelDestroyed", channel: channel("one"), cause: 16 }, known)).toEqual([]);
    expect(tellOf({ type: "StasisEnd", channel: channel("one") }, known)).toEqual([]);
  });

  test("a page is known by its account, and what it says to be called by is no number", () => {
    const page = { ...channel("one"), name: "PJSIP/page-0a1b-00000002", dialplan: { context: "from-page" } };
    const said: AriMessage = { type: "StasisStart", channel: page, args: ["inbound", "helpline"] };
    expect(tellOf(said, nothing())).toMatchObject([
      { type: "call.incoming", from: "browser", page: "page-0a1b", number: undefined },
    ]);
    expect(tellOf(rings(), nothing())).toMatchObject([{ from: "trunk", page: undefined }]);
  });

  test.each([
    ["0912345678", "0912345678"],
    ["+84912345678", "+84912345678"],
    ["111", "111"],
    ["", undefined],
    ["anonymous", undefined],
    ["Restricted", undefined],
    ["<script>alert(1)</script>", undefined],
    ["0912345678' or '1'='1", undefined],
    ["9".repeat(5_000), undefined],
  ])("a caller's number is one, or is withheld: %#", (said, number) => {
    expect(tellOf(rings(said), nothing())).toMatchObject([{ type: "call.incoming", number }]);
  });
});
