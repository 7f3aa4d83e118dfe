import type { SoftphoneView } from "@nightlight/contracts/counsellor/softphone";
import { debug, UA, WebSocketInterface } from "jssip";
import type { RTCSessionEvent } from "jssip/lib/UA";
import type { RTCSession } from "jssip/lib/RTCSession";
import type { OpenSipLine, SipCall, SipEvents } from "./sip-line.ts";

const REGISTERED_SECONDS = 120;
/** One's own exchange is near: whatever way to it was found first is good. */
const ICE_ENOUGH_MS = 200;
/** A house with a TURN server waits for the way through it: whoever works at home may have no other. */
const RELAY_WITHIN_MS = 2_000;
const BUSY_HERE = 486;
/** After the exchange has refused us. */
const REGISTER_AGAIN_MS = 2_000;

/** A line by JsSIP: registers, comes back by itself, and mends its calls when it does. */
export const openSipLine: OpenSipLine = async (account, address, events) => {
  debug.disable();
  const sessions = new Set<RTCSession>();
  const ua = new UA({
    sockets: [new WebSocketInterface(address)],
    uri: `sip:${account.name}@${account.domain}`,
    password: account.secret,
    register_expires: REGISTERED_SECONDS,
    session_timers: false,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 4,
    user_agent: "Nightlight",
  });
  ua.on("registered", () => {
    // A call that was up while the line was away cannot be ended from the other side until it is agreed on once more.
    for (const session of sessions) if (session.isEstablished()) session.renegotiate();
    events.registered();
  });
  ua.on("disconnected", () => {
    events.lost();
  });
  // The exchange may learn of the account a moment later than this browser, or may be starting: JsSIP asks it only once.
  let again: ReturnType<typeof setTimeout> | undefined;
  ua.on("registrationFailed", () => {
    events.lost();
    clearTimeout(again);
    again = setTimeout(() => {
      if (ua.isConnected() && !ua.isRegistered()) ua.register();
    }, REGISTER_AGAIN_MS);
  });
  // Nobody calls out from here: whoever is called is rung by the exchange.
  ua.on("newRTCSession", ({ session }: RTCSessionEvent) => {
    sessions.add(session);
    const over = follow(session, account.iceServers, events);
    session.on("ended", () => {
      sessions.delete(session);
      over();
    });
    session.on("failed", () => {
      sessions.delete(session);
      over();
    });
  });
  ua.start();
  return {
    close() {
      clearTimeout(again);
      ua.stop();
    },
  };
};

function follow(session: RTCSession, iceServers: SoftphoneView["iceServers"], events: SipEvents): () => void {
  const call: SipCall = {
    contactId: session.remote_identity.display_name,
    answer(microphone) {
      session.answer({ mediaStream: microphone, pcConfig: { iceServers } });
    },
    refuse() {
      if (!session.isEnded()) session.terminate({ status_code: BUSY_HERE });
    },
    hangUp() {
      if (!session.isEnded()) session.terminate();
    },
    mute(isMuted) {
      session[isMuted ? "mute" : "unmute"]({ audio: true });
    },
    press(digit) {
      session.sendDTMF(digit);
    },
    stats: async () => session.connection.getStats(),
  };
  session.on("peerconnection", ({ peerconnection }) => {
    peerconnection.addEventListener("track", ({ streams: [sound] }) => {
      if (sound !== undefined) events.heard(call, sound);
    });
  });
  session.on("icecandidate", ({ candidate, ready }) => {
    const isEnough = iceServers.length === 0 || candidate.type === "relay";
    setTimeout(ready, isEnough ? ICE_ENOUGH_MS : RELAY_WITHIN_MS);
  });
  events.rings(call);
  return () => {
    events.over(call);
  };
}
